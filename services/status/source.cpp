// SPDX-License-Identifier: Apache-2.0
#include "status/source.hpp"

namespace elicense::status {

Status status_of(license::State state) {
  using enum license::State;
  switch (state) {
  case not_yet_valid:
  case valid:
  case expired:
    return Status::valid;
  case suspended:
    return Status::suspended;
  case replaced:
    return Status::replaced;
  case pending:
  case cancelled:
  case annulled:
  case revoked:
    return Status::invalid;
  }
  return Status::invalid;
}

} // namespace elicense::status
