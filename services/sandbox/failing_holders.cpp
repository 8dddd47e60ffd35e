// SPDX-License-Identifier: Apache-2.0
#include "sandbox/failing_holders.hpp"

#include "sandbox/persona.hpp"

namespace elicense::sandbox {

Result<std::vector<license::License>> FailingHolders::licenses_of(const license::Holder& holder) {
  if (is_one_of(failing_, holder)) return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE");
  return inner_->licenses_of(holder);
}

} // namespace elicense::sandbox
