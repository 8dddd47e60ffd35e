// SPDX-License-Identifier: Apache-2.0
// JSON bodies of the API up to the point where something would be recorded: POST /v1/licenses (after a 'l')
// and the claims of POST /v1/verifications. Promise: every answer is JSON, and none says that the house is
// broken.
#include "api/endpoints.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/reception.hpp"

namespace elicense::fuzz {

namespace {

// No seal is held: issuing ends when the license is drafted.
class House {
 public:
  House() {
    test::register_issued(reception_.licenses, test::permit(), as_bytes("a document"));
    reception_.lose_seals();
  }
  const api::Context& context() const { return reception_.context(); }

 private:
  test::Reception reception_;
};

access::Caller clerk() {
  access::Caller caller;
  caller.scheme = access::Scheme::signature;
  caller.party = "a clerk";
  caller.tenant = test::own_authority;
  caller.roles = {access::Role::issuer_clerk};
  caller.scopes = access::Scopes::parse("license_type:*").value();
  return caller;
}

} // namespace

void examine(ByteView input) {
  static House house;
  if (input.empty()) return;
  http::Request request;
  request.method = "POST";
  request.body = to_bytes(input.subspan(1));
  request.headers = {{"content-type", "application/json"}, {"idempotency-key", "fuzz"}};
  static const access::Caller issuing = clerk(), anybody; // whom the harvest brake lets go on
  const http::Response response = input[0] == 'l' ? api::issue_license(house.context(), {request, issuing})
                                                  : api::verify_document(house.context(), {request, anybody});
  require(response.status == 200 || (response.status >= 400 && response.status < 500),
          "the house is not broken");
  require(nlohmann::json::accept(as_text(response.body)), "an answer is JSON");
}

} // namespace elicense::fuzz
