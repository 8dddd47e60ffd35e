// SPDX-License-Identifier: Apache-2.0
// Reads the answer to a request of ours, bounded whatever the peer sends.
#pragma once
#include "http/client/client.hpp"
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>

namespace elicense::http {

class ResponseReader {
 public:
  explicit ResponseReader(const ClientLimits& limits);

  // True once the answer is whole. HTTP_CLIENT_MALFORMED, _TOO_LARGE, _REDIRECT
  Result<bool> put(ByteView bytes);
  Response take();

 private:
  bool waits_for_a_chunk() const;
  Result<void> parse();
  Result<void> judge_head();

  std::size_t most_; // bytes in all: chunk extensions and trailers are in no other limit
  std::size_t read_ = 0;
  std::string buffer_; // not yet parsed
  boost::beast::http::response_parser<boost::beast::http::vector_body<std::uint8_t>> parser_;
  Response response_;
  bool head_done_ = false;
};

} // namespace elicense::http
