// SPDX-License-Identifier: Apache-2.0
#include "api/search_brake.hpp"

namespace elicense::api {

Result<void> may_search(const Context& context, const Call& call) {
  return context.access.harvest.may_ask(asking(context.blinder, call.caller, call.request), context.clock());
}

void note_search(const Context& context, const Call& call, const crypto::Sm3Digest& subject, bool found,
                 std::optional<std::string_view> purpose) {
  context.access.harvest.asked({.client = asking(context.blinder, call.caller, call.request),
                                .subject = subject,
                                .found = found,
                                .purpose = purpose},
                               context.clock());
}

} // namespace elicense::api
