// SPDX-License-Identifier: Apache-2.0
// Percent-decoding and path rules over Boost.URL's grammar.
#include "http/target.hpp"
#include "observe/utf8.hpp"
#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/url_view.hpp>

namespace elicense::http {

namespace {

Error refused(std::string detail) {
  return fail(ErrorKind::malformed, "HTTP_TARGET", std::move(detail));
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

bool is_clean(std::string_view decoded) {
  return observe::is_utf8(decoded) && std::none_of(decoded.begin(), decoded.end(), is_control);
}

// '%' would be decoded a second time by a careless reader behind us, ';' carries path parameters for some.
bool is_path_segment(std::string_view decoded) {
  return !decoded.empty() && decoded != "." && decoded != ".." && is_clean(decoded) &&
         decoded.find_first_of("/\\;%") == std::string_view::npos;
}

// Not through Boost.URL's segments: they leave out a "." at the front, which they use to guard an empty
// segment.
Result<std::string> read_path(std::string_view encoded) {
  if (encoded == "/") return std::string("/");
  std::string path;
  for (std::size_t start = 1; start <= encoded.size();) {
    const std::size_t end = std::min(encoded.find('/', start), encoded.size());
    const std::string segment = boost::urls::pct_string_view(encoded.substr(start, end - start)).decode();
    if (!is_path_segment(segment)) return refused("path segment");
    path += '/';
    path += segment;
    start = end + 1;
  }
  return path;
}

} // namespace

Result<Target> read_target(std::string_view text) {
  const auto url = boost::urls::parse_origin_form({text.data(), text.size()});
  if (!url) return refused("not an origin-form");

  Target target;
  Result<std::string> path = read_path(text.substr(0, text.find('?')));
  if (!path) return path.error();
  target.path = std::move(*path);
  boost::urls::encoding_opts form;
  form.space_as_plus = true;
  for (const auto& parameter : url->params(form)) {
    if (parameter.key.empty() || !is_clean(parameter.key) || !is_clean(parameter.value))
      return refused("query");
    target.query.emplace(parameter.key, parameter.value);
  }
  if (url->encoded_query().find(';') != std::string_view::npos) return refused("';' in the query");
  return target;
}

} // namespace elicense::http
