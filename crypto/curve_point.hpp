// SPDX-License-Identifier: Apache-2.0
// Points that came as x and the sign of y (SEC 1, 2.3.4): half as long as they are used.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::crypto {

enum class Curve { p256, sm2 };

// 04 || x || y. CERTIFICATE_KEY: x has not 32 bytes, or no point of the curve has it
Result<Bytes> point_from_x(Curve curve, ByteView x, bool y_is_odd);

} // namespace elicense::crypto
