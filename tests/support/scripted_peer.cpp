// SPDX-License-Identifier: Apache-2.0
// OpenSSL's server side over blocking sockets.
#include "tests/support/scripted_peer.hpp"
#include "crypto/issuing.hpp"
#include "crypto/pem.hpp"
#include <arpa/inet.h>
#include <csignal>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace elicense::test {
namespace {

std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> server_context(const http::Tls& identity, int most_version) {
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), 0x0301);
  SSL_CTX_set_max_proto_version(context.get(), most_version);
  BIO* text =
      BIO_new_mem_buf(identity.certificate_pem.data(), static_cast<int>(identity.certificate_pem.size()));
  X509* certificate = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
  BIO_free(text);
  const unsigned char* at = identity.private_key.view().data();
  EVP_PKEY* key = d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(identity.private_key.size()));
  SSL_CTX_use_certificate(context.get(), certificate);
  SSL_CTX_use_PrivateKey(context.get(), key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return context;
}

int listen_on_loopback() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 16) != 0)
    throw std::runtime_error("no listener");
  return listener;
}

unsigned short port_of(int listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

std::size_t announced_length(const std::string& head) {
  const std::size_t at = head.find("content-length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

} // namespace

std::string PeerConnection::read_request() {
  std::string text;
  char part[4096];
  for (;;) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end != std::string::npos && text.size() >= end + 4 + announced_length(text)) return text;
    const int size = SSL_read(ssl_, part, sizeof part);
    if (size <= 0) return text;
    text.append(part, static_cast<std::size_t>(size));
  }
}

bool PeerConnection::write(std::string_view text) {
  return SSL_write(ssl_, text.data(), static_cast<int>(text.size())) > 0;
}

ScriptedPeer::ScriptedPeer(Script script, http::Tls identity, int most_version)
    : script_(std::move(script)), context_(server_context(identity, most_version)),
      listener_(listen_on_loopback()), port_(port_of(listener_)), thread_([this] { serve(); }) {
  (void)std::signal(SIGPIPE, SIG_IGN);
}

ScriptedPeer::~ScriptedPeer() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

void ScriptedPeer::serve() {
  for (;;) {
    const int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    ++connections_;
    const std::unique_ptr<SSL, void (*)(SSL*)> ssl(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(ssl.get(), socket);
    if (SSL_accept(ssl.get()) == 1) {
      PeerConnection connection(ssl.get());
      script_(connection);
      SSL_shutdown(ssl.get());
    }
    ::close(socket);
  }
}

std::string ScriptedPeer::url(std::string_view target) const {
  return "https://localhost:" + std::to_string(port_) + std::string(target);
}

http::Tls tls_identity_for(const std::vector<std::string>& names) {
  const crypto::TlsKey key = crypto::generate_tls_key();
  crypto::CertificateRequest request;
  request.profile = crypto::CertificateProfile::tls_server;
  request.subject = {"CN", "Test", "localhost"};
  request.not_before = from_rfc3339("2026-01-01T00:00:00Z").value();
  request.not_after = from_rfc3339("2046-01-01T00:00:00Z").value();
  request.dns_names = names;
  const auto certificate = crypto::issue_self_signed_tls(request, key, crypto::system_random).value();
  return {crypto::write_pem("CERTIFICATE", certificate.der()), key.pkcs8.clone()};
}

} // namespace elicense::test
