// SPDX-License-Identifier: Apache-2.0
// Listens on loopback and hands over connections, one strand each.
#pragma once
#include "crypto/result.hpp"
#include "http/limits.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>

namespace elicense::observe {
class Log;
} // namespace elicense::observe

namespace elicense::http {

class Acceptor {
 public:
  explicit Acceptor(boost::asio::io_context& io);

  // LISTEN_NOT_LOOPBACK, LISTEN_FAILED
  Result<void> listen(const std::string& address, unsigned short port, bool beyond_loopback);
  unsigned short port() const;
  // Until stop(). Out of descriptors or memory it pauses instead of spinning.
  boost::asio::awaitable<void> run(const Limits& limits, observe::Log& log,
                                   std::function<void(boost::asio::ip::tcp::socket)> take);
  void stop(); // on the acceptor's executor
  auto executor() { return acceptor_.get_executor(); }

 private:
  boost::asio::io_context& io_;
  boost::asio::ip::tcp::acceptor acceptor_;
};

} // namespace elicense::http
