// SPDX-License-Identifier: Apache-2.0
// Every value of the example in docs/access.md, which hashlib and openssl made.
#include "access/proof.hpp"
#include "access/signature_base.hpp"
#include "crypto/hmac.hpp"
#include "crypto/sm2.hpp"
#include "tests/support/files.hpp"
#include <fstream>
#include <sstream>

namespace elicense::access {
namespace {

std::string page() {
  std::ostringstream text;
  text << std::ifstream(test::source_folder() / "docs" / "access.md").rdbuf();
  return text.str();
}

// The line that begins so, without its beginning.
std::string line(const std::string& beginning) {
  const std::string text = page();
  const std::size_t at = text.find("\n" + beginning) + 1 + beginning.size();
  return text.substr(at, text.find('\n', at) - at);
}

class WorkedExample : public testing::Test {
 protected:
  const std::string text = page();
  const Bytes body = to_bytes(std::string_view(R"({"license_type":"11100000MB0143028R001"})"));
  std::map<std::string, std::string, std::less<>> headers = {{"host", "elicense.example"},
                                                             {"content-type", line("Content-Type: ")},
                                                             {"idempotency-key", line("Idempotency-Key: ")},
                                                             {"content-digest", line("Content-Digest: ")}};
  const Presented request{.method = "POST",
                          .target = "/v1/licenses?lang=en",
                          .headers = headers,
                          .body = body,
                          .peer_certificate = {},
                          .peer = {}};
  std::string base() const {
    return signature_base(request, parse_signature_input(line("Signature-Input: ")).value()).value();
  }
  void expect_told(const std::string& value) const {
    EXPECT_NE(text.find(value), std::string::npos) << value;
  }
};

TEST_F(WorkedExample, TellsDigestAndBase) {
  EXPECT_EQ(content_digest(body), line("Content-Digest: "));
  expect_told("`" + to_hex(crypto::sm3(body)) + "`");
  expect_told("\n" + std::string(as_text(body)) + "\n");
  expect_told("\n```\n" + base() + "\n```\n");
  expect_told("`" + to_hex(crypto::sm3(as_bytes(base()))) + "`");
}

TEST_F(WorkedExample, TellsTheHmac) {
  Bytes secret(32);
  for (std::size_t i = 0; i < secret.size(); ++i)
    secret[i] = static_cast<std::uint8_t>(i);
  expect_told("`" + to_hex(secret) + "`");
  const auto code = crypto::hmac_sm3(secret, as_bytes(base()));
  expect_told("`" + to_hex(code) + "`");
  EXPECT_EQ(line("Signature: "), "sig=:" + to_base64(code) + ":");
}

TEST_F(WorkedExample, TellsAnSm2Signature) {
  std::string with_sm2 = base();
  with_sm2.replace(with_sm2.find("example-key-0001"), 16, "example-key-0002");
  with_sm2.replace(with_sm2.find("hmac-sm3"), 8, "sm2-sm3");
  const auto key = crypto::Sm2PublicKey::from_spki(from_base64("MFkw" + line("MFkw")).value()).value();
  const Bytes signature = from_base64("MEUC" + line("MEUC")).value();
  EXPECT_EQ(key.check(as_bytes(with_sm2), signature).value(), crypto::SignatureCheck::valid);
  EXPECT_EQ(key.check(as_bytes(base()), signature).value(), crypto::SignatureCheck::invalid);
}

} // namespace
} // namespace elicense::access
