// SPDX-License-Identifier: Apache-2.0
// Try, and when the socket is not ready, wait for it.
#include "http/stream.hpp"
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

Step step_of(const error_code& error, std::size_t bytes, Step::Kind wanted) {
  if (error == asio::error::would_block || error == asio::error::try_again) return {wanted};
  if (error) return {Step::Kind::ended};
  return {Step::Kind::done, bytes};
}

} // namespace

Stream::Stream(tcp::socket socket, const TlsContext* tls)
    : socket_(std::move(socket)), timer_(socket_.get_executor()) {
  prepare();
  if (tls) tls_.emplace(*tls, socket_.native_handle());
}

Stream::Stream(tcp::socket socket, const TlsContext& tls, const std::string& host)
    : socket_(std::move(socket)), timer_(socket_.get_executor()) {
  prepare();
  tls_.emplace(tls, socket_.native_handle(), host);
}

void Stream::prepare() {
  error_code ignored; // a socket that is already broken says so at its first read
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
}

void Stream::expires_after(std::chrono::milliseconds time) {
  expired_ = false;
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this()](const error_code& error) {
    // A handler already queued when the deadline moved comes without error: look at the clock again.
    if (error || self->timer_.expiry() > asio::steady_timer::clock_type::now()) return;
    self->expired_ = true;
    error_code ignored;
    self->socket_.cancel(ignored);
  });
}

void Stream::cancel() {
  cancelled_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

std::string Stream::peer() const {
  error_code error;
  const auto endpoint = socket_.remote_endpoint(error);
  return error ? std::string() : endpoint.address().to_string();
}

asio::awaitable<bool> Stream::wait(Step::Kind wanted) {
  if (expired_ || cancelled_) co_return false;
  const auto direction = wanted == Step::Kind::want_read ? tcp::socket::wait_read : tcp::socket::wait_write;
  const auto [error] = co_await socket_.async_wait(direction, no_throw);
  co_return !error && !expired_ && !cancelled_;
}

template <class Attempt> asio::awaitable<std::optional<std::size_t>> Stream::drive(Attempt attempt) {
  while (!expired_ && !cancelled_) {
    const Step step = attempt();
    if (step.kind == Step::Kind::done) co_return step.bytes;
    if (step.kind == Step::Kind::ended || !co_await wait(step.kind)) break;
  }
  co_return std::nullopt;
}

Step Stream::try_read(std::span<std::uint8_t> into) {
  if (tls_) return tls_->read(into);
  error_code error;
  const std::size_t bytes = socket_.read_some(asio::buffer(into.data(), into.size()), error);
  return step_of(error, bytes, Step::Kind::want_read);
}

Step Stream::try_write(ByteView bytes) {
  if (tls_) return tls_->write(bytes);
  error_code error;
  const std::size_t written = socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
  return step_of(error, written, Step::Kind::want_write);
}

asio::awaitable<bool> Stream::handshake() {
  if (!tls_) co_return true;
  const auto done = co_await drive([this] { return tls_->handshake(); });
  co_return done.has_value();
}

asio::awaitable<bool> Stream::readable() {
  if (tls_ && tls_->has_pending()) co_return !cancelled_;
  co_return co_await wait(Step::Kind::want_read);
}

asio::awaitable<std::size_t> Stream::read_some(std::span<std::uint8_t> into) {
  const auto read = co_await drive([this, into] { return try_read(into); });
  co_return read.value_or(0);
}

asio::awaitable<bool> Stream::write(ByteView bytes) {
  while (!bytes.empty()) {
    const auto written = co_await drive([this, bytes] { return try_write(bytes); });
    if (!written) {
      stuck_ = true;
      co_return false;
    }
    bytes = bytes.subspan(*written);
  }
  co_return true;
}

asio::awaitable<void> Stream::close(const Limits& limits) {
  expires_after(limits.linger);
  error_code error;
  // Else the kernel would go on trying for minutes.
  if (stuck_) socket_.set_option(tcp::socket::linger(true, 0), error);
  if (tls_ && !stuck_) tls_->say_goodbye();
  socket_.shutdown(tcp::socket::shutdown_send, error);
  std::array<std::uint8_t, 4096> dropped;
  for (std::size_t total = 0; !error && !stuck_ && total < limits.linger_bytes;) {
    total += socket_.read_some(asio::buffer(dropped), error);
    if (error == asio::error::would_block && co_await wait(Step::Kind::want_read)) error.clear();
  }
  timer_.cancel();
  socket_.close(error);
}

} // namespace elicense::http
