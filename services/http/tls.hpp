// SPDX-License-Identifier: Apache-2.0
// TLS 1.2 and 1.3 over a non-blocking socket. No OpenSSL header here, and no Asio: stream.cpp does the
// waiting.
#pragma once
#include "crypto/bytes.hpp"
#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace elicense::http {

struct Tls;

// What one attempt on a non-blocking socket came to.
struct Step {
  enum class Kind { done, want_read, want_write, ended };
  Kind kind;
  std::size_t bytes = 0;
};

class TlsContext {
 public:
  static Result<TlsContext> create(const Tls& tls); // TLS_CONFIGURATION
  // For connections we open. `authorities_pem` says whom to believe; empty: the system's store.
  static Result<TlsContext> for_client(const std::string& authorities_pem); // TLS_CONFIGURATION

 private:
  friend class TlsEngine;
  explicit TlsContext(std::shared_ptr<ssl_ctx_st> context) : context_(std::move(context)) {}
  std::shared_ptr<ssl_ctx_st> context_;
};

inline constexpr long max_peer_chain = 16L * 1024; // bytes of certificates a peer may show

// One connection. It keeps no record buffer while idle, so that 10,000 of them are cheap; Asio's
// own TLS stream holds four buffers of 17 KiB each.
class TlsEngine {
 public:
  TlsEngine(const TlsContext& context, int socket); // server side; the socket stays the caller's
  // Client side, of a context for clients: the peer's certificate has to be for `host`, a name or an address.
  TlsEngine(const TlsContext& context, int socket, const std::string& host);

  Step handshake();
  Step read(std::span<std::uint8_t> into);
  Step write(ByteView bytes);
  const std::string& failure() const { return failure_; } // why the handshake failed, for the log
  void say_goodbye();             // close_notify, in one attempt: a peer that does not read gets none
  Bytes peer_certificate() const; // DER, after the handshake; empty when the peer showed none
  bool has_pending() const;       // decrypted bytes wait inside: the socket may not become readable again

 private:
  Step outcome(int result, std::size_t bytes);
  void attach(int socket);
  struct Freed {
    void operator()(ssl_st* ssl) const;
  };
  std::unique_ptr<ssl_st, Freed> ssl_;
  bool broken_ = false; // by the peer or the network: nothing may be sent any more
  std::string failure_;
};

} // namespace elicense::http
