// SPDX-License-Identifier: Apache-2.0
// The listening socket.
#include "http/acceptor.hpp"
#include "observe/log.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

Acceptor::Acceptor(asio::io_context& io) : io_(io), acceptor_(asio::make_strand(io)) {}

Result<void> Acceptor::listen(const std::string& address, unsigned short port, bool beyond_loopback) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error || (!ip.is_loopback() && !beyond_loopback))
    return fail(ErrorKind::forbidden, "LISTEN_NOT_LOOPBACK", address);
  const tcp::endpoint endpoint(ip, port);
  if (!error) acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(ErrorKind::unavailable, "LISTEN_FAILED", error.message());
  return {};
}

unsigned short Acceptor::port() const {
  return acceptor_.local_endpoint().port();
}

asio::awaitable<void> Acceptor::run(const Limits& limits, observe::Log& log,
                                    std::function<void(tcp::socket)> take) {
  constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
  asio::steady_timer pause(acceptor_.get_executor());
  while (acceptor_.is_open()) {
    const asio::any_io_executor strand = asio::make_strand(io_);
    auto [error, socket] = co_await acceptor_.async_accept(strand, no_throw);
    if (!error) {
      take(std::move(socket));
    } else if (acceptor_.is_open() && error != asio::error::connection_aborted) {
      log.write(observe::Level::warning, "accept_failed", {{"reason", error.message()}});
      pause.expires_after(limits.accept_pause);
      co_await pause.async_wait(no_throw);
    }
  }
}

void Acceptor::stop() {
  error_code ignored;
  acceptor_.close(ignored);
}

} // namespace elicense::http
