// SPDX-License-Identifier: Apache-2.0
// Boost.URL reads it by RFC 3986; what is left to refuse is refused here.
#include "http/client/outgoing_url.hpp"
#include "http/host.hpp"
#include <boost/url/parse.hpp>

namespace elicense::http {

namespace {

Error refused(std::string detail) {
  return fail(ErrorKind::invalid, "HTTP_CLIENT_URL", std::move(detail));
}

std::string without_brackets(const std::string& host) {
  return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

} // namespace

Result<OutgoingUrl> read_outgoing_url(std::string_view text) {
  if (text.size() > max_outgoing_url) return refused("too long");
  const auto url = boost::urls::parse_uri(text);
  if (!url) return refused("not an absolute URL");
  if (url->scheme() != "https") return refused("only https is used");
  if (url->has_userinfo()) return refused("user information");
  if (url->has_fragment()) return refused("a fragment");
  if (url->has_port() && url->port_number() == 0) return refused("the port");
  const auto host = host_name(url->encoded_host());
  if (!host) return refused("the host");
  OutgoingUrl out;
  out.host = without_brackets(*host);
  if (url->has_port()) out.port = url->port_number();
  out.authority = *host + (url->has_port() ? ":" + std::to_string(out.port) : "");
  out.target = url->encoded_target();
  if (!out.target.starts_with('/')) out.target.insert(0, "/");
  return out;
}

} // namespace elicense::http
