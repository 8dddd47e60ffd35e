// SPDX-License-Identifier: Apache-2.0
#include "license/history.hpp"

namespace elicense::license {

std::string_view to_text(TransitionStatus status) {
  switch (status) {
  case TransitionStatus::open:
    return "open";
  case TransitionStatus::made:
    return "made";
  case TransitionStatus::withdrawn:
    return "withdrawn";
  case TransitionStatus::voided:
    return "voided";
  }
  return {};
}

} // namespace elicense::license
