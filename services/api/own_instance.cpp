// SPDX-License-Identifier: Apache-2.0
#include "api/own_instance.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {

Result<void> check_own(const Context& context, const Call& call) {
  if (call.caller.tenant == context.access.tenant) return {};
  return fail(ErrorKind::forbidden, "ACCESS_DENIED");
}

Result<bool> is_dry_run(const http::Request& request) {
  const auto wanted = request.query_value("dry_run");
  if (!wanted || *wanted == "false") return false;
  if (*wanted == "true") return true;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "dry_run must be true or false");
}

Result<std::int64_t> number_of(const Context& context, const Call& call, const license::ProposalKind& kind) {
  if (auto own = check_own(context, call); !own) return own.error();
  const auto number = whole_number(call.request.parameters.at("number"));
  if (!number) return fail(ErrorKind::not_found, kind.not_found);
  return *number;
}

} // namespace elicense::api
