// SPDX-License-Identifier: Apache-2.0
// Connect, shake hands, write, read: top-down, all under one deadline.
#include "http/client/call.hpp"
#include "http/client/response_reader.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <variant>

namespace elicense::http {

namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_size = 16384;

Error timed_out(const char* phase) {
  return fail(ErrorKind::unavailable, "HTTP_CLIENT_TIMEOUT", phase);
}

} // namespace

Result<Response> Call::run(const OutgoingUrl& url, const std::vector<asio::ip::address>& addresses,
                           const std::string& request) {
  Result<Response> answer = fail(ErrorKind::internal, "HTTP_INTERNAL");
  std::exception_ptr failure;
  asio::co_spawn(io_, converse(url, addresses, request),
                 [&](const std::exception_ptr& thrown, Result<Response> result) {
                   failure = thrown;
                   if (!thrown) answer = std::move(result);
                   io_.stop(); // the stream's timer is still set
                 });
  io_.run();
  if (failure) std::rethrow_exception(failure);
  return answer;
}

void Call::cancel() {
  asio::post(io_, [this] {
    cancelled_ = true;
    connecting_.cancel();
    if (stream_) stream_->cancel();
  });
}

milliseconds Call::remaining() const {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - std::chrono::steady_clock::now());
  return std::max(left, milliseconds(0));
}

Error Call::ended(const char* phase) const {
  if (cancelled_) return fail(ErrorKind::busy, "HTTP_CLIENT_CANCELLED", phase);
  if (stream_->expired()) return timed_out(phase);
  return fail(ErrorKind::unavailable, "HTTP_CLIENT_CLOSED", phase);
}

asio::awaitable<Result<Call::Socket>> Call::connect(const std::vector<asio::ip::address>& addresses,
                                                    unsigned short port) {
  using namespace asio::experimental::awaitable_operators;
  std::string reason = "no address";
  connecting_.expires_after(std::min(limits_.connect, remaining()));
  for (const asio::ip::address& address : addresses) {
    Socket socket(io_);
    const asio::ip::tcp::endpoint endpoint(address, port);
    const auto first =
        co_await (socket.async_connect(endpoint, no_throw) || connecting_.async_wait(no_throw));
    if (cancelled_) co_return fail(ErrorKind::busy, "HTTP_CLIENT_CANCELLED", "connect");
    if (first.index() == 1) co_return timed_out("connect");
    const auto error = std::get<0>(std::get<0>(first));
    if (!error) co_return socket;
    reason = error.message();
  }
  co_return fail(ErrorKind::unavailable, "HTTP_CLIENT_CONNECT", reason);
}

asio::awaitable<Result<Response>> Call::converse(const OutgoingUrl& url,
                                                 const std::vector<asio::ip::address>& addresses,
                                                 const std::string& request) {
  Result<Socket> socket = co_await connect(addresses, url.port);
  if (!socket) co_return socket.error();
  stream_ = std::make_shared<Stream>(std::move(*socket), tls_, url.host);
  stream_->expires_after(remaining());
  if (!co_await stream_->handshake()) {
    const std::string reason = stream_->handshake_failure();
    if (cancelled_ || stream_->expired() || reason.empty()) co_return ended("handshake");
    co_return fail(ErrorKind::unavailable, "HTTP_CLIENT_TLS", reason);
  }
  // A peer that answers before it has read all may have closed: its answer counts.
  const bool sent = co_await stream_->write(as_bytes(request));
  if (!sent && (cancelled_ || stream_->expired())) co_return ended("request");
  co_return co_await read();
}

asio::awaitable<Result<Response>> Call::read() {
  ResponseReader reader(limits_);
  Bytes part(read_size);
  for (;;) {
    const std::size_t size = co_await stream_->read_some(part);
    if (size == 0) co_return ended("answer");
    const Result<bool> whole = reader.put(ByteView(part).first(size));
    if (!whole) co_return whole.error();
    if (*whole) co_return reader.take();
  }
}

} // namespace elicense::http
