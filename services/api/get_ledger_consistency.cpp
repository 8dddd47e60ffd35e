// SPDX-License-Identifier: Apache-2.0
// GET /v1/ledger/consistency?from=&to=: that the ledger only grew.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/ledger_answer.hpp"

namespace elicense::api {

http::Response get_ledger_consistency(const Context& context, const http::Request& request) {
  const auto from = ledger_index(request.query_value("from").value_or(""));
  const auto to = ledger_index(request.query_value("to").value_or(""));
  if (!from) return problem(request, from.error());
  if (!to) return problem(request, to.error());
  const auto proof = context.keeper.consistency(*from, *to);
  if (!proof) return problem(request, proof.error());
  auto hashes = nlohmann::ordered_json::array();
  for (const ledger::Hash& hash : *proof)
    hashes.push_back(to_base64(hash));
  return lasting(json_answer(200, {{"from", *from}, {"to", *to}, {"proof", std::move(hashes)}}));
}

} // namespace elicense::api
