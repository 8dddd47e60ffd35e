// SPDX-License-Identifier: Apache-2.0
#include "show/desk.hpp"

namespace elicense::show {

Desk::Desk(DeskParts parts)
    : kept_(std::move(parts.kept)), addresses_(std::move(parts.addresses)),
      sessions_({.kept = *kept_,
                 .find = parts.find,
                 .blinder = parts.blinder,
                 .watchers = watchers_,
                 .clock = parts.clock,
                 .random = parts.random}),
      scans_({.kept = *kept_,
              .find = parts.find,
              .holders = parts.holders,
              .types = parts.types,
              .blinder = parts.blinder,
              .disclosure = parts.disclosure,
              .watchers = watchers_,
              .says_nothing = std::move(parts.says_nothing),
              .clock = parts.clock,
              .random = parts.random}),
      uses_({.kept = *kept_,
             .disclosure = parts.disclosure,
             .blinder = parts.blinder,
             .watchers = watchers_,
             .clock = parts.clock}),
      mandates_({.kept = *kept_,
                 .holders = parts.holders,
                 .types = parts.types,
                 .blinder = parts.blinder,
                 .watchers = watchers_,
                 .status_number = std::move(parts.status_number),
                 .clock = parts.clock,
                 .random = parts.random}) {}

} // namespace elicense::show
