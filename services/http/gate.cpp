// SPDX-License-Identifier: Apache-2.0
// Beast's parser between two rows of refusals.
#include "http/gate.hpp"
#include "http/ascii.hpp"
#include "http/host.hpp"
#include "http/target.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>

namespace elicense::http {

namespace {

namespace beast = boost::beast::http;
using Parser = beast::request_parser<beast::empty_body>;
using boost::beast::iequals;

Error refused(std::string code, std::string detail, ErrorKind kind = ErrorKind::malformed) {
  return fail(kind, std::move(code), std::move(detail));
}

// Beast joins folded lines and passes bytes above 0x7f: neither reaches it.
Result<void> check_lines(std::string_view head, const Limits& limits) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    const char c = head[at];
    if (c == '\r') {
      if (++at == head.size() || head[at] != '\n') return refused("HTTP_MALFORMED", "CR without LF");
      const char next = at + 1 < head.size() ? head[at + 1] : '\0';
      if (next == ' ' || next == '\t') return refused("HTTP_MALFORMED", "folded line");
      ++lines;
    } else if ((c < 0x20 && c != '\t') || c > 0x7e) {
      return refused("HTTP_MALFORMED", "byte outside printable ASCII");
    }
  }
  if (lines > limits.header_fields + 2) // request line and empty line
    return refused("HTTP_HEADER_TOO_LARGE", "fields", ErrorKind::too_large);
  return {};
}

Error parse_error(const boost::system::error_code& cause) {
  using beast::error;
  if (cause == error::bad_version) return refused("HTTP_VERSION", "not HTTP/1.1", ErrorKind::unsupported);
  if (cause == error::bad_target) return refused("HTTP_TARGET", "not a target");
  if (cause == error::bad_content_length || cause == error::multiple_content_length ||
      cause == error::bad_transfer_encoding)
    return refused("HTTP_FRAMING", cause.message());
  return refused("HTTP_MALFORMED", cause.message());
}

Result<void> parse(Parser& parser, std::string_view head) {
  parser.header_limit(static_cast<std::uint32_t>(head.size()));
  parser.body_limit(
      boost::none); // the route's limit is applied by admit(), before a byte of the body is read
  boost::system::error_code error;
  const std::size_t used = parser.put(boost::asio::buffer(head.data(), head.size()), error);
  if (error) return parse_error(error);
  if (!parser.is_header_done() || used != head.size()) return refused("HTTP_MALFORMED", "not one head");
  return {};
}

Error field_twice(std::string_view name) {
  if (name == "host") return refused("HTTP_HOST", "twice");
  if (name == "content-length" || name == "transfer-encoding")
    return refused("HTTP_FRAMING", "length given twice");
  return refused("HTTP_FIELD_TWICE", {});
}

Result<void> copy_fields(const Parser& parser, Request& request) {
  for (const auto& field : parser.get()) {
    const std::string name = lower(field.name_string());
    if (!request.headers.emplace(name, field.value()).second) return field_twice(name);
  }
  return {};
}

Result<void> check_transfer_coding(const Request& request) {
  const auto coding = request.headers.find("transfer-encoding");
  if (coding == request.headers.end()) return {};
  if (request.headers.contains("content-length"))
    return refused("HTTP_FRAMING", "Transfer-Encoding and Content-Length");
  if (iequals(coding->second, "chunked"))
    return refused("HTTP_LENGTH_REQUIRED", "chunked", ErrorKind::unsupported);
  return refused("HTTP_TRANSFER_CODING", {}, ErrorKind::unsupported);
}

// Fields that make a proxy and us disagree, or announce what is not done here (F1: Trailer).
Result<void> check_unwanted(const Request& request) {
  static constexpr std::pair<const char*, const char*> unwanted[] = {
      {"te", "HTTP_CONNECTION"},      {"trailer", "HTTP_CONNECTION"},
      {"upgrade", "HTTP_CONNECTION"}, {"http2-settings", "HTTP_CONNECTION"},
      {"expect", "HTTP_EXPECT"},      {"content-encoding", "HTTP_CONTENT_CODING"}};
  for (const auto& [name, code] : unwanted)
    if (request.headers.contains(name)) return refused(code, name, ErrorKind::unsupported);
  return {};
}

Result<bool> asks_to_close(const Request& request) {
  const auto connection = request.headers.find("connection");
  if (connection == request.headers.end() || iequals(connection->second, "keep-alive")) return false;
  if (iequals(connection->second, "close")) return true;
  return refused("HTTP_CONNECTION", "options of Connection");
}

Result<void> check_host(const Request& request, const std::vector<std::string>& hosts) {
  const auto host = request.headers.find("host");
  if (host == request.headers.end()) return refused("HTTP_HOST", "absent");
  const auto name = host_name(host->second);
  if (!name) return refused("HTTP_HOST", "not a host");
  if (!is_own_host(*name, hosts)) return refused("HTTP_MISDIRECTED", {}, ErrorKind::unsupported);
  return {};
}

Result<std::size_t> content_length(const Request& request) {
  const auto field = request.headers.find("content-length");
  if (field == request.headers.end()) {
    if (request.method == "POST") return refused("HTTP_LENGTH_REQUIRED", "POST without Content-Length");
    return std::size_t{0};
  }
  const std::string& text = field->second;
  std::size_t length = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), length);
  if (parsed.ec != std::errc() || std::to_string(length) != text)
    return refused("HTTP_FRAMING", "Content-Length");
  if (length > 0 && request.method != "POST") return refused("HTTP_FRAMING", "body of a GET or HEAD");
  return length;
}

Result<void> check_request_line(const Parser& parser, const Limits& limits, Request& request) {
  const auto& message = parser.get();
  if (message.version() != 11) return refused("HTTP_VERSION", "not HTTP/1.1", ErrorKind::unsupported);
  if (message.target().size() > limits.target_size)
    return refused("HTTP_TARGET_TOO_LONG", {}, ErrorKind::too_large);
  request.method = std::string(message.method_string());
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST")
    return refused("HTTP_METHOD", {}, ErrorKind::unsupported);
  Result<Target> target = read_target(message.target());
  if (!target) return target.error();
  request.target = std::string(message.target());
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  return {};
}

} // namespace

Result<GatedRequest> pass_gate(std::string_view head, const Limits& limits,
                               const std::vector<std::string>& hosts) {
  GatedRequest gated;
  Request& request = gated.request;
  Parser parser;
  if (auto lines = check_lines(head, limits); !lines) return lines.error();
  if (auto parsed = parse(parser, head); !parsed) return parsed.error();
  if (auto line = check_request_line(parser, limits, request); !line) return line.error();
  if (auto fields = copy_fields(parser, request); !fields) return fields.error();
  if (auto coding = check_transfer_coding(request); !coding) return coding.error();
  if (auto unwanted = check_unwanted(request); !unwanted) return unwanted.error();
  if (auto host = check_host(request, hosts); !host) return host.error();
  const auto close = asks_to_close(request);
  if (!close) return close.error();
  const auto length = content_length(request);
  if (!length) return length.error();
  gated.close = *close;
  gated.content_length = *length;
  return gated;
}

} // namespace elicense::http
