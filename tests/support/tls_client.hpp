// SPDX-License-Identifier: Apache-2.0
// HttpClient over TLS, with a will of its own about versions and suites, and a certificate to test with.
#pragma once
#include "http/server.hpp"
#include "tests/support/http_client.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace elicense::test {

struct TlsOffer {
  int least = 0x0303, most = 0x0304; // protocol versions as on the wire
  const char* suites = "DEFAULT";    // of TLS 1.2
  std::string protocols = {};        // ALPN, in wire form
};

class TlsClient : public HttpClient {
 public:
  explicit TlsClient(unsigned short port, const TlsOffer& offer = {});
  ~TlsClient() override;

  bool connected() const { return connected_; }
  const std::string& failure() const { return failure_; } // OpenSSL's reason for the failed handshake
  std::string version() const;
  std::string suite() const;
  std::string protocol() const;     // chosen by ALPN
  Bytes server_certificate() const; // DER
  bool is_compressed() const;
  bool was_given_ticket() const;
  bool renegotiates(); // TLS 1.2

 protected:
  long receive(char* into, std::size_t size) override;
  long transmit(const char* from, std::size_t size) override;

 private:
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
  bool connected_;
  std::string failure_;
};

http::Tls tls_identity(); // a fresh P-256 key and its self-signed certificate for localhost

} // namespace elicense::test
