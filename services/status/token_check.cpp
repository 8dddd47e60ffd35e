// SPDX-License-Identifier: Apache-2.0
#include "status/token_check.hpp"

namespace elicense::status {

Result<Published> expected_only(Published published, const Expected& expected) {
  if (published.uri != expected.uri) return fail(ErrorKind::invalid, "STATUS_TOKEN_SUBJECT");
  if (published.issued_at > expected.now + clock_skew)
    return fail(ErrorKind::invalid, "STATUS_TOKEN_TIME", "from the future");
  if (published.expires_at <= expected.now || published.expires_at <= published.issued_at)
    return fail(ErrorKind::invalid, "STATUS_TOKEN_TIME", "ended " + to_rfc3339(published.expires_at));
  return published;
}

} // namespace elicense::status
