// SPDX-License-Identifier: Apache-2.0
#include "api/authority_query.hpp"

namespace elicense::api {

Result<std::string> authority_of(const Call& call, std::string given) {
  if (given.empty()) given = call.caller.tenant;
  if (call.caller.counts_as_own(given)) return given;
  return fail(ErrorKind::forbidden, "ACCESS_SCOPE", "authority:" + given);
}

bool sees_type(const Call& call, std::string_view type_code) {
  return call.caller.has(access::Role::auditor) ||
         call.caller.scopes.allow(access::ScopeKind::license_type, type_code);
}

} // namespace elicense::api
