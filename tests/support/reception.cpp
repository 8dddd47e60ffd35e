// SPDX-License-Identifier: Apache-2.0
// Wiring as services/instance does it, with the test PKI in place of files.
#include "tests/support/reception.hpp"

#include "crypto/timestamp.hpp"
#include "seal/making.hpp"

namespace elicense::test {
namespace {

class SharedSigner final : public crypto::Signer { // a cabinet owns its signers; the test PKI shares them
 public:
  explicit SharedSigner(std::shared_ptr<const crypto::Signer> key) : key_(std::move(key)) {}
  Result<Bytes> sign(ByteView message) const override { return key_->sign(message); }
  const crypto::Sm2PublicKey& public_key() const override { return key_->public_key(); }

 private:
  std::shared_ptr<const crypto::Signer> key_;
};

seal::HeldSeal held_seal(const face::Fonts& fonts) {
  const TestPki& pki = test_pki();
  const seal::NewSeal wanted{.id = std::string(test_seal),
                             .vendor = "test",
                             .name = "示例市行政审批服务局",
                             .line = "电子证照专用章",
                             .created = pki.start,
                             .valid_from = pki.start,
                             .valid_until = pki.finish};
  const Bytes der = seal::make_official_seal(wanted, {pki.signer.certificate}, pki.seal_maker.certificate,
                                             *pki.seal_maker.key, fonts)
                        .value();
  return {.id = wanted.id,
          .seal = crypto::decode_seal(der).value(),
          .certificate = pki.signer.certificate,
          .signer = std::make_unique<SharedSigner>(pki.signer.key)};
}

Result<notify::Answer> echo_challenge(const notify::Message& message) {
  const auto challenge = nlohmann::json::parse(message.body)["challenge"];
  return notify::Answer{200, nlohmann::json{{"challenge", challenge}}.dump()};
}

} // namespace

Reception::Reception()
    : receiver(echo_challenge), types(license::TypeCatalogue::load().value()), now(test_pki().now),
      fonts_(face::Fonts::load().value()), trust_(std::make_shared<crypto::TrustStore>(test_pki().trust())),
      log_(observe::Log::silent()) {
  const Clock clock = [this] { return now; };
  const TestPki& pki = test_pki();
  std::vector<seal::HeldSeal> held;
  held.push_back(held_seal(*fonts_));
  seals_ = std::make_unique<seal::Cabinet>(std::move(held));
  const auto stamp = [this, &pki](ByteView bytes) {
    return crypto::make_timestamp(bytes, now, pki.tsa.certificate, *pki.tsa.key, crypto::system_random);
  };
  sealer_ = std::make_unique<seal::Sealer>(stamp, clock);
  engine_ = std::make_unique<verify::Engine>(trust_, &licenses, &types, clock);
  stranger_ = std::make_unique<verify::Engine>(trust_, nullptr, &types, clock);
  const auto self_check = [this](ByteView document) -> Result<void> {
    const auto report = stranger_->verify(document);
    if (report.verdict == verify::Verdict::trusted) return {};
    return fail(ErrorKind::internal, "SELF_CHECK_FAILED", report.cause);
  };
  issuer_ = std::make_unique<license::Issuer>(license::IssueDependencies{
      .types = types,
      .licenses = licenses,
      .fonts = *fonts_,
      .seals = *seals_,
      .sealer = *sealer_,
      .self_check = self_check,
      .authority = {"11640000MB999999XM", "示例市行政审批服务局", std::string(test_seal)},
      .verification_url = "https://test.example/v/",
      .clock = clock,
      .random = crypto::system_random});
  subscriber_ = std::make_unique<notify::Subscriber>(
      *outbox, message_keys_, [this](const notify::Message& message) { return receiver(message); }, clock,
      crypto::system_random);
  context_ = std::make_unique<api::Context>(api::Context{.types = types,
                                                         .licenses = licenses,
                                                         .issuer = *issuer_,
                                                         .engine = *engine_,
                                                         .seals = *seals_,
                                                         .sealer = *sealer_,
                                                         .fonts = *fonts_,
                                                         .trust = *trust_,
                                                         .outbox = *outbox,
                                                         .subscriber = *subscriber_,
                                                         .message_keys = message_keys_,
                                                         .broadcast = broadcast,
                                                         .login = nullptr,
                                                         .log = *log_,
                                                         .metrics = metrics_,
                                                         .verification_url = "https://test.example/v/",
                                                         .clock = clock});
  router_ = std::make_unique<http::Router>(api::make_router(*context_));
}

http::Response Reception::call(const std::string& method, const std::string& path, ByteView body,
                               const std::map<std::string, std::string, std::less<>>& headers,
                               const std::multimap<std::string, std::string, std::less<>>& query) const {
  const auto match = router_->match(method, path);
  if (!match.route) throw std::logic_error("no route for " + method + " " + path);
  http::Request request;
  request.method = method;
  request.path = path;
  request.parameters = match.parameters;
  request.headers = headers;
  request.query = query;
  request.body = to_bytes(body);
  request.id = "test-request";
  request.route = match.route->name;
  return match.route->handler(request);
}

http::Response Reception::issue(const nlohmann::json& data, const std::string& key,
                                std::string_view type) const {
  const std::string body = nlohmann::json{{"license_type", type}, {"data", data}}.dump();
  return call("POST", "/v1/licenses", as_bytes(body),
              {{"idempotency-key", key}, {"content-type", "application/json"}});
}

nlohmann::json body_of(const http::Response& response) {
  return nlohmann::json::parse(as_text(response.body));
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [header, value] : response.headers)
    if (header == name) return value;
  return {};
}

} // namespace elicense::test
