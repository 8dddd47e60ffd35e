// SPDX-License-Identifier: Apache-2.0
// The one table of endpoints.
#pragma once
#include "api/context.hpp"
#include "http/router.hpp"

namespace elicense::api {

inline constexpr std::size_t max_document = 32U << 20;
inline constexpr std::size_t max_json = 256U << 10;

http::Router make_router(const Context& context); // `context` must outlive the router

} // namespace elicense::api
