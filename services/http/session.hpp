// SPDX-License-Identifier: Apache-2.0
// One connection: request after request, each read, gated, admitted, worked and answered.
#pragma once
#include "http/admission.hpp"
#include "http/door.hpp"
#include "http/stream.hpp"

namespace elicense::http {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(boost::asio::ip::tcp::socket socket, Door& door);

  boost::asio::awaitable<void> run();
  auto executor() { return stream_->executor(); }

  // Both on the strand. finish(): the request in hand is the last; without one, leave now.
  void finish();
  void abort() { stream_->cancel(); }

 private:
  struct Exchange;
  boost::asio::awaitable<bool> exchange();                 // false: the connection ends
  boost::asio::awaitable<Result<std::string>> read_head(); // empty: the peer left, or was idle too long
  boost::asio::awaitable<bool> receive();                  // more into the buffer
  boost::asio::awaitable<bool> serve(Exchange& exchange, std::string head);
  // False: the peer left.
  boost::asio::awaitable<Result<bool>> read_body(Exchange& exchange, std::size_t length);
  boost::asio::awaitable<Response> perform(Exchange& exchange, const Route& route);
  boost::asio::awaitable<bool> answer(Exchange& exchange, Response response);
  boost::asio::awaitable<void> send_events(EventQueue& events); // until either side ends it
  boost::asio::awaitable<bool> send_pieces(BodySource& source, const std::string& id);
  boost::asio::awaitable<std::optional<Bytes>> next_piece(BodySource& source, const std::string& id);
  boost::asio::awaitable<std::optional<Bytes>> make_piece(WorkerPool::Place place, BodySource& source,
                                                          const std::string& id);
  boost::asio::awaitable<bool> refuse(Exchange& exchange, const Error& error);
  Response refusal(Exchange& exchange, const Error& error) const;
  std::string framed(Exchange& exchange, Response& response) const;
  void note(const Exchange& exchange, const Response& response) const;

  Door& door_;
  std::shared_ptr<Stream> stream_;
  const std::string peer_;
  Bytes peer_certificate_;
  std::string buffer_;   // read, not yet used: at most the header's limit and one read
  bool in_hand_ = false; // a request was read and is not yet answered
  boost::asio::steady_timer* listening_ = nullptr; // of send_events(), while it waits for some
};

} // namespace elicense::http
