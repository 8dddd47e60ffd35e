// SPDX-License-Identifier: Apache-2.0
#include "access/caller.hpp"

namespace elicense::access {

std::string_view to_text(Scheme scheme) {
  switch (scheme) {
  case Scheme::none:
    return "none";
  case Scheme::signature:
    return "signature";
  case Scheme::certificate:
    return "certificate";
  case Scheme::token:
    return "token";
  case Scheme::session:
    return "session";
  case Scheme::secret:
    return "secret";
  }
  return {};
}

} // namespace elicense::access
