// SPDX-License-Identifier: Apache-2.0
// One request and its answer over one connection, on the calling thread.
#pragma once
#include "http/client/client.hpp"
#include "http/client/outgoing_url.hpp"
#include "http/stream.hpp"
#include <boost/asio/io_context.hpp>

namespace elicense::http {

class Call {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  Call(const TlsContext& tls, const ClientLimits& limits, Deadline deadline)
      : tls_(tls), limits_(limits), deadline_(deadline), connecting_(io_) {}

  // Tries the addresses in turn; none is looked up again. `request` is whole, as it is sent.
  Result<Response> run(const OutgoingUrl& url, const std::vector<boost::asio::ip::address>& addresses,
                       const std::string& request);
  void cancel(); // from any thread

 private:
  using Socket = boost::asio::ip::tcp::socket;
  boost::asio::awaitable<Result<Response>> converse(const OutgoingUrl& url,
                                                    const std::vector<boost::asio::ip::address>& addresses,
                                                    const std::string& request);
  boost::asio::awaitable<Result<Socket>> connect(const std::vector<boost::asio::ip::address>& addresses,
                                                 unsigned short port);
  boost::asio::awaitable<Result<Response>> read();
  std::chrono::milliseconds remaining() const;
  Error ended(const char* phase) const;

  const TlsContext& tls_;
  const ClientLimits& limits_;
  const Deadline deadline_;
  boost::asio::io_context io_{1};
  boost::asio::steady_timer connecting_;
  std::shared_ptr<Stream> stream_;
  bool cancelled_ = false;
};

} // namespace elicense::http
