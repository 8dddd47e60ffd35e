// SPDX-License-Identifier: Apache-2.0
#include "access/signature_fields.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;
using test::succeeds;

const std::string nonce(22, 'n');

std::string field(const std::string& components, const std::string& parameters) {
  return "sig=(" + components + ")" + parameters;
}
std::string parameters(const std::string& created = "1782000000", const std::string& given_nonce = nonce,
                       const std::string& key_id = "key") {
  return ";created=" + created + ";keyid=\"" + key_id + "\";alg=\"hmac-sm3\";nonce=\"" + given_nonce + "\"";
}

TEST(SignatureInputField, IsRead) {
  const auto input = parse_signature_input(field("\"@method\" \"content-digest\"", parameters()));
  ASSERT_THAT(input, succeeds());
  EXPECT_EQ(input->label, "sig");
  EXPECT_EQ(input->components, (std::vector<std::string>{"@method", "content-digest"}));
  EXPECT_EQ(input->created.time_since_epoch().count(), 1782000000);
  EXPECT_EQ(input->key_id, "key");
  EXPECT_EQ(input->algorithm, "hmac-sm3");
  EXPECT_EQ(input->nonce, nonce);
  EXPECT_EQ(input->parameters, "(\"@method\" \"content-digest\")" + parameters());
}

TEST(SignatureInputField, HasOneSpelling) {
  const std::string good = field("\"@method\"", parameters());
  for (const std::string& bad :
       {std::string(),
        std::string("sig"),
        std::string("="),
        std::string("sig=("),
        "SIG=" + good.substr(4),
        " " + good,
        good + " ",
        good + ";",
        good + ", sig2=" + good.substr(4),
        good + ";expires=1",
        good + ";tag=\"x\"",
        good + ";created=1782000000",
        good + ";keyid=\"key\"",
        field("\"@method\"  \"@path\"", parameters()),
        field("\"@method\" \"@method\"", parameters()),
        field(" \"@method\"", parameters()),
        field("\"@Method\"", parameters()),
        field("\"\"", parameters()),
        field("\"@\"", parameters()),
        field("\"@method\";sf", parameters()),
        field("@method", parameters()),
        field("\"a\\b\"", parameters()),
        field("\"@method\"", parameters("01782000000")),
        field("\"@method\"", parameters("-1")),
        field("\"@method\"", parameters("1782000000.5")),
        field("\"@method\"", parameters("")),
        field("\"@method\"", parameters("0")),
        field("\"@method\"", parameters("99999999999999999999")),
        field("\"@method\"", ";created=1782000000;keyid=\"k\";nonce=\"" + nonce + "\""),
        field("\"@method\"", ";created=1782000000;alg=\"hmac-sm3\";nonce=\"" + nonce + "\""),
        field("\"@method\"", ";keyid=\"k\";alg=\"hmac-sm3\";nonce=\"" + nonce + "\""),
        field("\"@method\"", ";created=1782000000;keyid=\"k\";alg=\"hmac-sm3\"")})
    EXPECT_THAT(parse_signature_input(bad), fails_with("SIGNATURE_MALFORMED")) << bad;
}

TEST(SignatureInputField, HasLimits) {
  const auto with_nonce = [](std::size_t size) {
    return parse_signature_input(field("\"@method\"", parameters("1782000000", std::string(size, 'n'))));
  };
  EXPECT_THAT(with_nonce(min_nonce - 1), fails_with("SIGNATURE_MALFORMED"));
  EXPECT_THAT(with_nonce(min_nonce), succeeds());
  EXPECT_THAT(with_nonce(max_nonce), succeeds());
  EXPECT_THAT(with_nonce(max_nonce + 1), fails_with("SIGNATURE_MALFORMED"));
  EXPECT_THAT(parse_signature_input(field("\"@method\"", parameters("1782000000", std::string(22, '.')))),
              fails_with("SIGNATURE_MALFORMED"));
  const auto with_key_id = [](std::size_t size) {
    return parse_signature_input(
        field("\"@method\"", parameters("1782000000", nonce, std::string(size, 'k'))));
  };
  EXPECT_THAT(with_key_id(max_key_id), succeeds());
  EXPECT_THAT(with_key_id(max_key_id + 1), fails_with("SIGNATURE_MALFORMED"));
  const auto with_components = [](std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
      list += (i == 0 ? "\"c" : " \"c") + std::to_string(i) + "\"";
    return parse_signature_input(field(list, parameters()));
  };
  EXPECT_THAT(with_components(max_components), succeeds());
  EXPECT_THAT(with_components(max_components + 1), fails_with("SIGNATURE_MALFORMED"));
  const auto with_size = [](std::size_t size) {
    const std::string rest = field("\"\"", parameters());
    return parse_signature_input(field("\"" + std::string(size - rest.size(), 'c') + "\"", parameters()));
  };
  EXPECT_THAT(with_size(max_signature_input), succeeds());
  EXPECT_THAT(with_size(max_signature_input + 1), fails_with("SIGNATURE_MALFORMED"));
}

TEST(SignatureField, CarriesItsLabelAndBase64) {
  EXPECT_EQ(parse_signature("sig=:AQID:", "sig").value(), (Bytes{1, 2, 3}));
  for (const char* bad : {"", "sig=", "sig=:", "sig=AQID", "sig=:AQID",
                          "other=:AQID:", "sig=:AQI:", "sig=:A QID:", "sig=:AQID:;a=1"})
    EXPECT_THAT(parse_signature(bad, "sig"), fails_with("SIGNATURE_MALFORMED")) << bad;
  const auto of_size = [](std::size_t size) {
    return parse_signature("sig=:" + to_base64(Bytes(size)) + ":", "sig");
  };
  EXPECT_THAT(of_size(max_signature), succeeds());
  EXPECT_THAT(of_size(max_signature + 1), fails_with("SIGNATURE_MALFORMED"));
}

TEST(ContentDigestField, IsSm3Alone) {
  const Bytes body = {'a', 'b', 'c'}; // GB/T 32905 A.1
  const std::string made = content_digest(body);
  EXPECT_EQ(to_hex(parse_content_digest(made).value()),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  for (const std::string& bad :
       {std::string(), std::string("sm3="), std::string("sha-256=:") + to_base64(Bytes(32)) + ":",
        "sm3=:" + to_base64(Bytes(31)) + ":", "sm3=:" + to_base64(Bytes(33)) + ":", made + ", " + made})
    EXPECT_THAT(parse_content_digest(bad), fails_with("SIGNATURE_MALFORMED")) << bad;
}

} // namespace
} // namespace elicense::access
