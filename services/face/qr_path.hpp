// SPDX-License-Identifier: Apache-2.0
// A QR code as one shape: the outlines of its dark areas, so that no seam shows between modules.
#pragma once
#include "face/path.hpp"
#include "face/qr.hpp"

namespace elicense::face {

using Outline = std::vector<std::pair<int, int>>; // corners in modules; closed; dark on the right hand
std::vector<Outline> outlines(const Qr& qr);
Path qr_path(const Qr& qr, Point corner, double module, Color color);

} // namespace elicense::face
