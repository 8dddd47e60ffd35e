// SPDX-License-Identifier: Apache-2.0
// JSON bodies of the API up to the point where something would be recorded: POST /v1/licenses (after a 'l')
// and the claims of POST /v1/verifications. Promise: every answer is JSON, and none says that the house is
// broken.
#include "api/endpoints.hpp"
#include "face/face.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/licensed_documents.hpp"

namespace elicense::fuzz {

namespace {

// No seal is held: issuing ends when the license is drafted, before fonts are asked for.
class House {
 public:
  House() { test::register_issued(licenses_, test::permit(), as_bytes("a document")); }

  const api::Context& context() const { return context_; }

 private:
  test::MemoryRegister licenses_;
  const face::Fonts no_fonts_{nullptr};
  const seal::Cabinet no_seals_{{}};
  const seal::Sealer sealer_{nullptr, kit_time};
  const verify::Engine engine_{std::make_shared<crypto::TrustStore>(), &licenses_, nullptr, kit_time};
  license::Issuer issuer_{{.types = test::embedded_types(),
                           .licenses = licenses_,
                           .fonts = no_fonts_,
                           .seals = no_seals_,
                           .sealer = sealer_,
                           .self_check = nullptr,
                           .authority = {"11640000MB999999XM", "示例", "none"},
                           .verification_url = "https://a/v/",
                           .clock = kit_time,
                           .random = crypto::system_random}};
  const std::unique_ptr<observe::Log> log_ = observe::Log::silent();
  mutable observe::Metrics metrics_;
  const crypto::TrustStore trust_;
  const api::Context context_{.types = test::embedded_types(),
                              .licenses = licenses_,
                              .issuer = issuer_,
                              .engine = engine_,
                              .seals = no_seals_,
                              .sealer = sealer_,
                              .fonts = no_fonts_,
                              .trust = trust_,
                              .log = *log_,
                              .metrics = metrics_,
                              .verification_url = "https://a/v/",
                              .clock = kit_time};
};

} // namespace

void examine(ByteView input) {
  static House house;
  if (input.empty()) return;
  http::Request request;
  request.method = "POST";
  request.body = to_bytes(input.subspan(1));
  request.headers = {{"content-type", "application/json"}, {"idempotency-key", "fuzz"}};
  const auto endpoint = input[0] == 'l' ? api::issue_license : api::verify_document;
  const http::Response response = endpoint(house.context(), request);
  require(response.status == 200 || (response.status >= 400 && response.status < 500),
          "the house is not broken");
  require(nlohmann::json::accept(as_text(response.body)), "an answer is JSON");
}

} // namespace elicense::fuzz
