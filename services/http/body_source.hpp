// SPDX-License-Identifier: Apache-2.0
// A body that is made while it is sent, for answers too large to be held: the next piece is asked for when
// the one before has left, so a slow reader holds up nothing but itself.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::http {

class BodySource {
 public:
  virtual ~BodySource() = default;
  // On a worker, one call at a time. Empty: that was all. An exception ends the connection before the end of
  // the body, and so the reader knows that it is not whole.
  virtual Bytes next() = 0;
};

} // namespace elicense::http
