// SPDX-License-Identifier: Apache-2.0
// GET /v1/ledger/entries/{index}/receipt and /v1/licenses/{identifier}/receipt, that of the leaf of its
// issue: proofs for anybody, offline.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/ledger_answer.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_ledger_receipt(const Context& context, const http::Request& request) {
  const auto index = ledger_index(request.parameters.at("index"));
  if (!index) return problem(request, index.error());
  return receipt_answer(context, request, *index);
}

http::Response get_license_receipt(const Context& context, const http::Request& request) {
  const auto license = license_of_route(context, request);
  const bool erased = !license && license.error().code == "LICENSE_ERASED"; // the leaf outlives its data
  if (!license && !erased) return problem(request, license.error());
  const auto leaves = context.licenses.leaves(request.parameters.at("identifier"));
  if (!leaves) return problem(request, leaves.error());
  return receipt_answer(context, request, leaves->front());
}

} // namespace elicense::api
