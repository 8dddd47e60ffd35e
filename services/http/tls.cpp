// SPDX-License-Identifier: Apache-2.0
// The one file outside crypto/ that knows OpenSSL.
#include "http/tls.hpp"
#include "http/server.hpp"
#include <cerrno>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

namespace elicense::http {

namespace {

template <auto free_object> struct Free {
  template <class T> void operator()(T* object) const { free_object(object); }
};
template <class T, auto free_object> using Handle = std::unique_ptr<T, Free<free_object>>;
using Certificate = Handle<X509, X509_free>;
using Memory = Handle<BIO, BIO_free_all>;
using Method = Handle<BIO_METHOD, BIO_meth_free>;

// --- A socket as OpenSSL sees it. Its own one raises SIGPIPE when the peer has left.

int socket_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool must_wait() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

int write_socket(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  BIO_clear_retry_flags(bio);
  const ssize_t sent = ::send(socket_of(bio), bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && must_wait()) BIO_set_retry_write(bio);
  *written = sent > 0 ? static_cast<std::size_t>(sent) : 0;
  return sent > 0;
}

int read_socket(BIO* bio, char* bytes, std::size_t size, std::size_t* read) {
  BIO_clear_retry_flags(bio);
  const ssize_t received = ::recv(socket_of(bio), bytes, size, MSG_DONTWAIT);
  if (received < 0 && must_wait()) BIO_set_retry_read(bio);
  *read = received > 0 ? static_cast<std::size_t>(received) : 0;
  return received > 0;
}

long control_socket(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH;
}

BIO_METHOD* socket_method() {
  static const Method method = [] {
    Method made(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without SIGPIPE"));
    if (!made) throw std::bad_alloc();
    BIO_meth_set_write_ex(made.get(), write_socket);
    BIO_meth_set_read_ex(made.get(), read_socket);
    BIO_meth_set_ctrl(made.get(), control_socket);
    return made;
  }();
  return method.get();
}

// --- Setting up.

Error bad(std::string detail) {
  ERR_clear_error();
  return fail(ErrorKind::invalid, "TLS_CONFIGURATION", std::move(detail));
}

// RFC 7301: the peer that offers only other protocols is turned away.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* selected = nullptr;
  if (SSL_select_next_proto(&selected, length, ours, sizeof ours - 1, offered, offered_length) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = selected;
  return SSL_TLSEXT_ERR_OK;
}

// The handshake proves that the peer has the key. Whose it is, services/access asks of its register: no name
// and no authority counts here.
int take_any_certificate(int, X509_STORE_CTX*) {
  return 1;
}

// For both sides. No resumption: a ticket key kept for the life of the process would undo forward secrecy.
bool apply_policy(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_num_tickets(context, 0) == 1 &&
         SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

bool use_chain(SSL_CTX* context, const std::string& pem) {
  const Memory text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const Certificate own(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
  if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
  for (;;) {
    const Certificate next(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    if (!next) break;
    if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) return false;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return at_end;
}

bool use_key(SSL_CTX* context, ByteView pkcs8) {
  const unsigned char* at = pkcs8.data();
  const Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> info(
      d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(pkcs8.size())));
  if (!info || at != pkcs8.data() + pkcs8.size()) return false;
  const Handle<EVP_PKEY, EVP_PKEY_free> key(EVP_PKCS82PKEY(info.get()));
  return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

bool trust_authorities(SSL_CTX* context, const std::string& pem) {
  if (pem.empty()) return SSL_CTX_set_default_verify_paths(context) == 1;
  const Memory text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::size_t count = 0;
  for (;; ++count) {
    const Certificate next(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    if (!next) break;
    if (X509_STORE_add_cert(SSL_CTX_get_cert_store(context), next.get()) != 1) return false;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return at_end && count > 0;
}

// RFC 9110 4.3.4, RFC 6125: the name asked for, no partial wildcards, never the common name.
bool expect_host(SSL* ssl, const std::string& host) {
  X509_VERIFY_PARAM* rules = SSL_get0_param(ssl);
  X509_VERIFY_PARAM_set_hostflags(rules,
                                  X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1) return true;
  ERR_clear_error();
  return X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1 &&
         SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

std::string reason_of_failure(SSL* ssl) {
  if (const long verdict = SSL_get_verify_result(ssl); verdict != X509_V_OK)
    return X509_verify_cert_error_string(verdict);
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason ? reason : "the connection ended";
}

} // namespace

Result<TlsContext> TlsContext::create(const Tls& tls) {
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context || !apply_policy(context.get())) return bad("the library refused the policy");
  if (!use_chain(context.get(), tls.certificate_pem)) return bad("certificate");
  if (!use_key(context.get(), tls.private_key.view())) return bad("private key, or not the certificate's");
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, take_any_certificate); // asks, does not demand
  SSL_CTX_set_max_cert_list(context.get(), max_peer_chain);
  return TlsContext(context);
}

Result<TlsContext> TlsContext::for_client(const std::string& authorities_pem) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (!context || !apply_policy(context.get()) ||
      SSL_CTX_set_alpn_protos(context.get(), ours, sizeof ours - 1) != 0)
    return bad("the library refused the policy");
  if (!trust_authorities(context.get(), authorities_pem)) return bad("authorities");
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return TlsContext(context);
}

TlsEngine::TlsEngine(const TlsContext& context, int socket) : ssl_(SSL_new(context.context_.get())) {
  attach(socket);
  SSL_set_accept_state(ssl_.get());
}

TlsEngine::TlsEngine(const TlsContext& context, int socket, const std::string& host)
    : ssl_(SSL_new(context.context_.get())) {
  attach(socket);
  if (!expect_host(ssl_.get(), host)) throw std::invalid_argument("not a host: " + host);
  SSL_set_connect_state(ssl_.get());
}

void TlsEngine::attach(int socket) {
  BIO* bio = BIO_new(socket_method());
  if (!ssl_ || !bio) throw std::bad_alloc();
  // NOLINTNEXTLINE(performance-no-int-to-ptr): only carried, for socket_of()
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
}

void TlsEngine::Freed::operator()(ssl_st* ssl) const {
  SSL_free(ssl);
}

Step TlsEngine::outcome(int result, std::size_t bytes) {
  if (result == 1) return {Step::Kind::done, bytes};
  const int error = SSL_get_error(ssl_.get(), result);
  if (error == SSL_ERROR_WANT_READ) return {Step::Kind::want_read};
  if (error == SSL_ERROR_WANT_WRITE) return {Step::Kind::want_write};
  broken_ = error != SSL_ERROR_ZERO_RETURN;
  if (broken_ && !SSL_is_init_finished(ssl_.get())) failure_ = reason_of_failure(ssl_.get());
  return {Step::Kind::ended};
}

Step TlsEngine::handshake() {
  ERR_clear_error(); // SSL_get_error looks at the thread's queue: it must hold only this call's
  return outcome(SSL_do_handshake(ssl_.get()), 0);
}

Step TlsEngine::read(std::span<std::uint8_t> into) {
  ERR_clear_error();
  std::size_t bytes = 0;
  const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes);
  return outcome(result, bytes);
}

Step TlsEngine::write(ByteView from) {
  ERR_clear_error();
  std::size_t bytes = 0;
  const int result = SSL_write_ex(ssl_.get(), from.data(), from.size(), &bytes);
  return outcome(result, bytes);
}

void TlsEngine::say_goodbye() {
  ERR_clear_error();
  if (!broken_) SSL_shutdown(ssl_.get());
}

Bytes TlsEngine::peer_certificate() const {
  const X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  unsigned char* der = nullptr;
  const int size = certificate != nullptr ? i2d_X509(certificate, &der) : 0;
  if (size <= 0) return {};
  Bytes bytes(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

bool TlsEngine::has_pending() const {
  return SSL_has_pending(ssl_.get()) == 1;
}

} // namespace elicense::http
