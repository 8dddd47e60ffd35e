// SPDX-License-Identifier: Apache-2.0
// GET /v1/ledger/checkpoint (C2SP tlog-tiles, Checkpoints)
#include "api/answer.hpp"
#include "api/endpoints.hpp"

namespace elicense::api {

http::Response get_ledger_checkpoint(const Context& context, const http::Request& request) {
  const auto tree = context.keeper.published();
  if (!tree) return problem(request, tree.error());
  return file_answer("text/plain; charset=utf-8", to_bytes(tree->note));
}

} // namespace elicense::api
