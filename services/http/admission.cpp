// SPDX-License-Identifier: Apache-2.0
// Route, body limit, media type.
#include "http/admission.hpp"
#include "http/ascii.hpp"
#include <algorithm>

namespace elicense::http {

namespace {

// A charset, if named, must be the one we read.
bool is_utf8_charset(std::string_view parameters) {
  const std::string text = lower(parameters);
  const std::size_t at = text.find("charset=");
  if (at == std::string::npos) return true;
  const std::string_view value = trim(std::string_view(text).substr(at + 8));
  return value == "utf-8" || value == "\"utf-8\"";
}

bool takes_media_type(const Route& route, std::string_view content_type) {
  const std::size_t semicolon = content_type.find(';');
  const std::string type = lower(trim(content_type.substr(0, semicolon)));
  const bool listed =
      std::find(route.content_types.begin(), route.content_types.end(), type) != route.content_types.end();
  return listed && (semicolon == std::string_view::npos || is_utf8_charset(content_type.substr(semicolon)));
}

Error refuse(ErrorKind kind, std::string code) {
  return fail(kind, std::move(code));
}

} // namespace

Admission admit(const Router& router, GatedRequest& gated) {
  Request& request = gated.request;
  Router::Match match = router.match(request.method, request.path);
  if (!match.route && match.allowed.empty())
    return {nullptr, refuse(ErrorKind::not_found, "HTTP_NOT_FOUND"), {}};
  if (!match.route)
    return {nullptr, refuse(ErrorKind::unsupported, "HTTP_METHOD_NOT_ALLOWED"), std::move(match.allowed)};
  request.route = match.route->name;
  request.parameters = std::move(match.parameters);
  if (gated.content_length > match.route->max_body)
    return {nullptr, refuse(ErrorKind::too_large, "HTTP_BODY_TOO_LARGE"), {}};
  if (match.route->max_body > 0 && !takes_media_type(*match.route, request.header("content-type")))
    return {nullptr, refuse(ErrorKind::unsupported, "HTTP_MEDIA_TYPE"), {}};
  return {match.route, {}, {}};
}

} // namespace elicense::http
