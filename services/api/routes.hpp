// SPDX-License-Identifier: Apache-2.0
// The one table of endpoints.
#pragma once
#include "api/guarded.hpp"

namespace elicense::api {

inline constexpr std::size_t max_document = 32U << 20;
inline constexpr std::size_t max_json = 256U << 10;
inline constexpr std::size_t max_import_body = 16U << 20; // a file in one request; larger ones come in pieces
inline constexpr std::size_t max_form = 4U << 10;

// `context` must outlive the router, which has `beside` as well. Throws unless schemas/authorization.tsv has
// exactly these endpoints.
http::Router make_router(const Context& context, std::vector<Endpoint> beside = {});
const Endpoint& endpoint(std::string_view name); // one of ours; throws when there is none

} // namespace elicense::api
