// SPDX-License-Identifier: Apache-2.0
// Whether a route takes a gated request: decided from its head alone, before a byte of the body is read.
#pragma once
#include "http/gate.hpp"
#include "http/router.hpp"

namespace elicense::http {

struct Admission {
  const Route* route = nullptr; // null when refused
  Error refusal; // HTTP_NOT_FOUND, HTTP_METHOD_NOT_ALLOWED, HTTP_BODY_TOO_LARGE, HTTP_MEDIA_TYPE
  std::vector<std::string> allowed; // methods, when the method was wrong
};

// Sets the request's route and parameters.
Admission admit(const Router& router, GatedRequest& gated);

} // namespace elicense::http
