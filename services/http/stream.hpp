// SPDX-License-Identifier: Apache-2.0
// One connection's bytes, plain or TLS, every wait under a deadline. Used from its own strand only.
#pragma once
#include "http/limits.hpp"
#include "http/tls.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>

namespace elicense::http {

class Stream : public std::enable_shared_from_this<Stream> {
 public:
  Stream(boost::asio::ip::tcp::socket socket, const TlsContext* tls); // server side; null: plain
  // Client side, connected to what has to prove that it is `host`.
  Stream(boost::asio::ip::tcp::socket socket, const TlsContext& tls, const std::string& host);

  void expires_after(std::chrono::milliseconds time); // for everything until the next call
  bool expired() const { return expired_; }
  bool cancelled() const { return cancelled_; }
  std::string handshake_failure() const { return tls_ ? tls_->failure() : std::string(); }
  void cancel(); // ends the wait under way and all later ones
  bool secure() const { return tls_.has_value(); }
  std::string peer() const;
  Bytes peer_certificate() const { return tls_ ? tls_->peer_certificate() : Bytes(); } // after the handshake
  auto executor() { return socket_.get_executor(); }

  boost::asio::awaitable<bool> handshake();
  boost::asio::awaitable<bool> readable(); // something arrived, or the peer left; holds no buffer meanwhile
  boost::asio::awaitable<std::size_t>
  read_some(std::span<std::uint8_t> into); // 0: ended, expired or cancelled
  boost::asio::awaitable<bool> write(ByteView bytes);
  // Says goodbye, then drops what still arrives within the bounds: a reset would destroy the answer on its
  // way.
  boost::asio::awaitable<void> close(const Limits& limits);

 private:
  void prepare();
  Step try_read(std::span<std::uint8_t> into);
  Step try_write(ByteView bytes);
  boost::asio::awaitable<bool> wait(Step::Kind wanted);
  template <class Attempt> boost::asio::awaitable<std::optional<std::size_t>> drive(Attempt attempt);

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  std::optional<TlsEngine> tls_;
  bool expired_ = false, cancelled_ = false;
  bool stuck_ = false; // the peer did not take what was written
};

} // namespace elicense::http
