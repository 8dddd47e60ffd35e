// SPDX-License-Identifier: Apache-2.0
// GET /v1/holders/me/accesses?before=: who read the licenses of the holder who asks, newest first.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/holder_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {

http::Response list_accesses(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto from = sequence_before(call.request, "an access");
  if (!from) return problem(call.request, from.error());
  const auto accesses = context.accesses.of_holder(*holder, *from, privacy::max_accesses_at_once);
  if (!accesses) return problem(call.request, accesses.error());
  return json_answer(200, {{"accesses", access_list(*accesses, context.access.people)},
                           {"next_before", next_before(*accesses)}});
}

} // namespace elicense::api
