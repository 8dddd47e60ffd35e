// SPDX-License-Identifier: Apache-2.0
// OpenSSL's client side, deliberately willing to do what the server must refuse.
#include "tests/support/tls_client.hpp"
#include "tests/support/scripted_peer.hpp"
#include <csignal>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace elicense::test {

TlsClient::TlsClient(unsigned short port, const TlsOffer& offer)
    : HttpClient(port), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free) {
  std::signal(SIGPIPE, SIG_IGN);
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), offer.least);
  SSL_CTX_set_max_proto_version(context_.get(), offer.most);
  if (SSL_CTX_set_cipher_list(context_.get(), offer.suites) != 1) throw std::runtime_error("unknown suites");
  ssl_.reset(SSL_new(context_.get()));
  if (!offer.protocols.empty())
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                        static_cast<unsigned>(offer.protocols.size()));
  SSL_set_fd(ssl_.get(), socket());
  ERR_clear_error();
  connected_ = SSL_connect(ssl_.get()) == 1;
  if (const auto error = ERR_get_error(); !connected_ && error != 0)
    failure_ = ERR_reason_error_string(error);
}

TlsClient::~TlsClient() = default;

std::string TlsClient::version() const {
  return SSL_get_version(ssl_.get());
}

std::string TlsClient::suite() const {
  return SSL_get_cipher_name(ssl_.get());
}

std::string TlsClient::protocol() const {
  const unsigned char* chosen = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(ssl_.get(), &chosen, &length);
  return std::string(chosen, chosen + length);
}

bool TlsClient::is_compressed() const {
  return SSL_get_current_compression(ssl_.get()) != nullptr;
}

bool TlsClient::was_given_ticket() const {
  return SSL_SESSION_has_ticket(SSL_get_session(ssl_.get())) == 1;
}

bool TlsClient::renegotiates() {
  return SSL_renegotiate(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1;
}

long TlsClient::receive(char* into, std::size_t size) {
  return SSL_read(ssl_.get(), into, static_cast<int>(size));
}

long TlsClient::transmit(const char* from, std::size_t size) {
  return SSL_write(ssl_.get(), from, static_cast<int>(size));
}

http::Tls tls_identity() {
  return tls_identity_for({"localhost", "127.0.0.1"});
}

} // namespace elicense::test
