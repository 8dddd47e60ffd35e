// SPDX-License-Identifier: Apache-2.0
// Percent-decoding and path rules over Boost.URL's grammar.
#include "http/target.hpp"
#include "observe/utf8.hpp"
#include <algorithm>
#include <boost/url/parse.hpp>
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

Result<std::string> read_path(const boost::urls::url_view& url) {
  if (url.encoded_path() == "/") return std::string("/");
  std::string path;
  for (const auto& segment : url.segments()) {
    if (!is_path_segment(segment)) return refused("path segment");
    path += '/';
    path += segment;
  }
  return path;
}

} // namespace

Result<Target> read_target(std::string_view text) {
  // Boost.URL takes the "." of "/." for the start of an authority-less "//": look before it does.
  const std::string_view raw_path = text.substr(0, text.find('?'));
  if (raw_path.find("//") != std::string_view::npos) return refused("empty path segment");
  const auto url = boost::urls::parse_origin_form({text.data(), text.size()});
  if (!url) return refused("not an origin-form");

  Target target;
  Result<std::string> path = read_path(*url);
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
