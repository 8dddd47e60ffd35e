// SPDX-License-Identifier: Apache-2.0
// Beast's parser, head first: fields of a trailer never become fields of the answer.
#include "http/client/response_reader.hpp"
#include "http/ascii.hpp"
#include <boost/asio/buffer.hpp>

namespace elicense::http {

namespace {

namespace beast = boost::beast::http;

Error malformed(std::string detail) {
  return fail(ErrorKind::malformed, "HTTP_CLIENT_MALFORMED", std::move(detail));
}

Error too_large(std::string detail) {
  return fail(ErrorKind::too_large, "HTTP_CLIENT_TOO_LARGE", std::move(detail));
}

Error parse_error(const boost::system::error_code& cause) {
  if (cause == beast::error::header_limit) return too_large("head");
  if (cause == beast::error::body_limit) return too_large("body");
  return malformed(cause.message());
}

} // namespace

ResponseReader::ResponseReader(const ClientLimits& limits)
    : most_(2 * (limits.header_size + limits.body_size)) {
  parser_.header_limit(static_cast<std::uint32_t>(limits.header_size));
  parser_.body_limit(limits.body_size);
  parser_.eager(false);
}

Result<bool> ResponseReader::put(ByteView bytes) {
  read_ += bytes.size();
  if (read_ > most_) return too_large("bytes");
  buffer_ += as_text(bytes);
  if (auto parsed = parse(); !parsed) return parsed.error();
  if (!head_done_ && parser_.is_header_done()) {
    if (auto head = judge_head(); !head) return head.error();
    head_done_ = true;
    parser_.eager(true);
    if (auto parsed = parse(); !parsed) return parsed.error();
  }
  if (!parser_.is_done()) return false;
  if (!buffer_.empty()) return malformed("bytes after the answer");
  return true;
}

// Beast ends the program when it is shown less than the shortest end of a chunked answer twice; what is not
// whole has at least that much to come.
bool ResponseReader::waits_for_a_chunk() const {
  constexpr std::size_t last_chunk = 5; // "0", CRLF, CRLF
  return head_done_ && parser_.chunked() && buffer_.size() < last_chunk;
}

Result<void> ResponseReader::parse() {
  while (!buffer_.empty() && !parser_.is_done() && !waits_for_a_chunk()) {
    boost::system::error_code error;
    const std::size_t used = parser_.put(boost::asio::buffer(buffer_), error);
    buffer_.erase(0, used);
    if (error == beast::error::need_more) break;
    if (error) return parse_error(error);
    if (!head_done_ && parser_.is_header_done()) break;
  }
  return {};
}

Result<void> ResponseReader::judge_head() {
  const auto& head = parser_.get();
  response_.status = head.result_int();
  for (const auto& field : head)
    response_.headers.emplace_back(lower(field.name_string()), field.value());
  response_.content_type = head[beast::field::content_type];
  if (response_.status < 200) return malformed("an interim answer that nobody asked for");
  if (response_.status >= 300 && response_.status < 400)
    return fail(ErrorKind::invalid, "HTTP_CLIENT_REDIRECT", std::to_string(response_.status));
  // Without a length its end is wherever somebody cuts the connection.
  if (parser_.need_eof() && !parser_.is_done()) return malformed("no length");
  return {};
}

Response ResponseReader::take() {
  response_.body = std::move(parser_.get().body());
  return std::move(response_);
}

} // namespace elicense::http
