// SPDX-License-Identifier: Apache-2.0
// From a code that a holder or an agent shows to use-codes: POST /v1/scans.
#pragma once
#include "facade/core.hpp"

namespace elicense::facade {

struct ScanWish {
  std::string code; // as it was read or typed
  show::Matter matter;
  std::string matter_case;
  Json wanted; // [{type, fields}]
  std::string operator_, device;
};

// The scan once something was given. FACADE_WAITING with the two digits to compare: the holder was asked, ask
// the same again; FACADE_NOT_GIVEN with the state it ended in
struct Scanned {
  http::Response refusal; // when `scan` is null
  Json scan;
};
Scanned scanned(const api::Context& context, const api::Call& call, const ScanWish& wish);

} // namespace elicense::facade
