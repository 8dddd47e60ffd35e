// SPDX-License-Identifier: Apache-2.0
// make_kit FOLDER: the good files the targets start from, and the trust store that accepts them.
#include "access/oidc_dev_provider.hpp"
#include "access/request_signer.hpp"
#include "crypto/der.hpp"
#include "crypto/pem.hpp"
#include "crypto/signed_data.hpp"
#include "schemas/resources.hpp"
#include "tests/support/ambiguous_requests.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/files.hpp"
#include "tests/support/hostile_zip.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/ofd_builder.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/signed_data_parts.hpp"
#include "tests/support/timestamp_parts.hpp"
#include <cstdio>

namespace elicense::test {
namespace {

using Path = std::filesystem::path;

class Kit {
 public:
  explicit Kit(Path folder) : folder_(std::move(folder)) {}

  void add(const std::string& target, ByteView seed) {
    const Path folder = folder_ / "seeds" / target;
    std::filesystem::create_directories(folder);
    write_file(folder / std::to_string(count_++), seed);
  }
  void add(const std::string& target, std::string_view seed) { add(target, as_bytes(seed)); }
  void trust(const Path& name, ByteView der) {
    std::filesystem::create_directories((folder_ / "trust" / name).parent_path());
    write_file(folder_ / "trust" / name, der);
  }

 private:
  Path folder_;
  int count_ = 0;
};

void add_trust(Kit& kit) {
  const TestPki& pki = test_pki();
  const crypto::TrustStore trust = pki.trust();
  kit.trust("anchors/root.cer", pki.root.certificate.der());
  kit.trust("intermediates/intermediate.cer", pki.intermediate.certificate.der());
  for (const Identity* identity : {&pki.root, &pki.intermediate}) {
    const auto list = crl_der({.revoked = {revoked(pki.tsa, utc("2030-01-01T00:00:00Z"), 1)}}, *identity);
    kit.trust(identity == &pki.root ? "crls/root.crl" : "crls/intermediate.crl", list);
    kit.add("crl", list);
  }
  for (const Identity* identity : {&pki.root, &pki.intermediate, &pki.seal_maker, &pki.signer, &pki.tsa})
    kit.add("certificate", identity->certificate.der());
}

void add_documents(Kit& kit) {
  const Bytes documents[] = {sealed_file(),    sealed(sealed_file()),      signed_plainly(plain_document()),
                             plain_document(), license_document(permit()), small_document()};
  for (const Bytes& document : documents) {
    kit.add("ofd", document);
    kit.add("zip", document);
    const auto package = ofd::Package::open(document).value();
    for (const auto& [name, content] : package.entries())
      if (name.ends_with(".xml")) kit.add("xml", content);
  }
  for (const Descriptor descriptor : {Descriptor::with_signature, Descriptor::without_signature}) {
    RawMember member = raw_member("Doc_0/a.xml", "some content, some content", true);
    member.descriptor = descriptor;
    kit.add("zip", raw_zip({member, raw_member("b")}));
  }
}

void add_structures(Kit& kit) {
  using enum crypto::SealVersion;
  for (const auto version : {v1, v4, v5}) {
    kit.add("seal", SealParts(version).sign());
    kit.add("seal_signature", SignatureParts(version).sign());
  }
  SignatureParts stamped(v4);
  stamped.timestamp =
      crypto::der::wrap(crypto::der::context(0), crypto::der::write_bits(TimestampParts().sign()));
  kit.add("seal_signature", stamped.sign());
  kit.add("timestamp", TimestampParts().sign());
  kit.add("signed_data", SignedDataParts().sign());
  for (const bool attributes : {false, true})
    kit.add("signed_data", crypto::make_signed_data(crypto::sm3(as_bytes(signed_file)),
                                                    {.attributes = attributes, .signing_time = signed_at},
                                                    test_pki().signer.certificate, *test_pki().signer.key)
                               .value());
}

void add_requests(Kit& kit) {
  kit.add("request", "GET /v1/licenses/1.2.156/face.png?lang=zh&x=%20+a HTTP/1.1\r\nHost: localhost:8443\r\n"
                     "Accept-Language: zh-CN\r\nConnection: close\r\n\r\n");
  kit.add("request",
          "POST /v1/verifications?at=2026-01-05T00:00:00%2B08:00 HTTP/1.1\r\nHost: licenses.example\r\n"
          "Content-Type: application/ofd\r\nContent-Length: 12345\r\nConnection: keep-alive\r\n\r\n");
  for (const AmbiguousRequest& request : ambiguous_requests())
    kit.add("request", request.bytes);
  kit.add("response", std::string_view("text/html\0Location:/v1/licenses/1\0Allow:GET, HEAD", 50));
}

void add_json(Kit& kit) {
  for (const license::LicenseType* type : embedded_types().all()) {
    kit.add("json", type->example.dump(1));
    kit.add("claims", 'l' + nlohmann::json{{"license_type", type->code}, {"data", type->example}}.dump());
  }
  kit.add("json", R"([0, -1, 0.5, 1e9, 9007199254740991, "\u4e2d\ud83d\ude00", true, null, {"a": {}}])");
  const license::License known = permit();
  const nlohmann::json fields = {{"holder_name", known.holder.name}, {"number", known.number}};
  kit.add("claims", 'v' + nlohmann::json{{"identifier", known.identifier}, {"fields", fields}}.dump());
  for (const Resource& resource : resources())
    if (resource.path.starts_with("schemas/license-types/")) kit.add("type_file", resource.content);
}

void add_stock(Kit& kit) { // the first byte: CSV or NDJSON, and the size of pieces
  for (const char* file :
       {"\x08名称,备注\r\n\"甲, \"\"乙\"\"\",\"两\r\n行\"\r\n\r\n丙,\r\nq\"q,x\r\n多,一,个\r\n\"未\"闭\"合",
        "\x02\xC3\xFB\xB3\xC6;b\n\xBC\xD7;2\n", "\x07{\"a\":\"甲\",\"b\":7}\n\n[]\n{\"a\":null}\n"})
    kit.add("stock_rows", std::string_view(file));
}

void add_codes(Kit& kit) {
  const license::License known = permit();
  for (const std::string& code : {known.identifier, known.holder.code, std::string("11010519491231002X")})
    kit.add("codes", code);
}

void add_text(Kit& kit) {
  for (const std::string_view text :
       {"00ff", "Zm9vYg==", "2026-01-31T08:00:00+08:00", "20260131080000.5Z", "260131080000Z", "2026-01-31",
        "../../Res/image_1.png", "/Doc_0/Signs/Sign_0/Seal.esl", "localhost:8443", "[::1]:1",
        "自 {有效期自} 至 {a:dots}{b:plain}"})
    kit.add("text", text);
  kit.add("text", crypto::write_pem("CERTIFICATE", test_pki().root.certificate.der()));
  for (const std::string_view text :
       {"0https://licenses.example/v/0123456789abcdef", "1012345", "2A-Z $%", "3证照"})
    kit.add("qr", text);
}

void add_ledger(Kit& kit) {
  for (const std::size_t witnesses : {std::size_t{0}, witness_count}) {
    kit.add("checkpoint", signed_checkpoint(witnesses));
    kit.add("checkpoint", ledger::write_receipt(small_receipt(witnesses)));
  }
  kit.add("checkpoint", ledger::write_checkpoint(small_checkpoint()).value());
  kit.add("checkpoint", key_of(log_name, log_signer(), ledger::Statement::checkpoint).text());
  kit.add("checkpoint", key_of(witness_name(0), witness_signer(0), ledger::Statement::cosignature).text());
  kit.add("checkpoint", "tile/0/x001/x234/067.p/112");
  kit.add("checkpoint", ledger::encode_entry(full_entry()).value());
  kit.add("checkpoint", ledger::encode_entry(small_entry()).value());
}

void add_offline_codes(Kit& kit) {
  const Bytes ticket = fixed_issuer().ticket(offline_ticket(fixed_phone().device_key()));
  kit.add("offline_code", fixed_phone().code(ticket, offline_now));
  kit.add("offline_code", ticket);
  kit.add("offline_code", fixed_phone().device_key().cose());
  kit.add("offline_code", PhoneKey::es256().device_key().cose());
  kit.add("offline_code", fixed_phone().spki());
  kit.add("offline_code", "QED8WEX0");
}

// A token and its key from RFC 7515, A.3, and what the provider for development says of itself.
void add_provider(Kit& kit) {
  constexpr std::string_view issuer = "https://idp.example";
  const std::string keys =
      R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
      R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
  kit.add("provider_keys", keys);
  kit.add("provider", "k" + keys);
  kit.add(
      "provider",
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19y"
      "b290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-"
      "Kg6NU1Q");
  const access::DevelopmentProvider provider(std::string(issuer), "elicense",
                                             "https://licenses.example/login/callback", new_key(),
                                             system_time, crypto::system_random);
  kit.add("provider", "k" + provider.keys());
  kit.add("provider", "d" + provider.discovery());
  kit.add("provider", R"(c{"iss":"https://idp.example","sub":"1","aud":"elicense","nonce":"n-0S6_WzA2Mj",)"
                      R"("iat":1781481600,"exp":1781481900})");
}

void add_signed_requests(Kit& kit) {
  const Time now = from_rfc3339("2026-06-15T00:00:00Z").value();
  const access::SigningKey keys[] = {
      {"key-1", crypto::SecretBytes(as_bytes("0123456789abcdef0123456789abcdef"))},
      {"key-2", crypto::Sm2PrivateKey::generate()}};
  for (const auto& key : keys) {
    const auto fields =
        access::sign_request({.method = "POST",
                              .target = "/v1/licenses?lang=en",
                              .headers = {{"host", "licenses.example"}, {"idempotency-key", "k"}},
                              .body = to_bytes(std::string_view("{}"))},
                             key, now, crypto::system_random)
            .value();
    kit.add("signed_request", fields.at("signature-input") + "\n" + fields.at("signature") + "\n" +
                                  fields.at("content-digest"));
  }
}

void add_answers(Kit& kit) {
  for (const std::string_view answer :
       {"\x40HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
        "\x80HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n",
        "\x20HTTP/1.1 204 No Content\r\nX: y\r\n\r\n",
        "\x20HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"})
    kit.add("answer", answer);
}

} // namespace
} // namespace elicense::test

int main(int count, char** arguments) {
  using namespace elicense::test;
  if (count != 2) return std::fputs("make_kit FOLDER\n", stderr), 2;
  std::filesystem::remove_all(arguments[1]);
  Kit kit{arguments[1]};
  for (const auto add :
       {add_trust, add_documents, add_structures, add_requests, add_json, add_stock, add_codes, add_text,
        add_ledger, add_offline_codes, add_provider, add_signed_requests, add_answers})
    add(kit);
}
