// SPDX-License-Identifier: Apache-2.0
#include "stock/synth_dirt.hpp"

namespace elicense::stock {

bool expect(SynthDraft& row, std::string_view rule) {
  row.expected = {rule};
  return true;
}

} // namespace elicense::stock
