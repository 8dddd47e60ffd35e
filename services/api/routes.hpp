// SPDX-License-Identifier: Apache-2.0
// The one table of endpoints.
#pragma once
#include "api/context.hpp"
#include "http/router.hpp"

namespace elicense::api {

inline constexpr std::size_t max_document = 32U << 20;
inline constexpr std::size_t max_json = 256U << 10;
inline constexpr std::size_t max_import_body = 16U << 20; // a file in one request; larger ones come in pieces
inline constexpr std::size_t max_form = 4U << 10;

// `context` must outlive the router. Throws unless schemas/authorization.tsv has exactly these endpoints.
http::Router make_router(const Context& context);

} // namespace elicense::api
