// SPDX-License-Identifier: Apache-2.0
// From what a request brings to who asks (docs/access.md). Nothing shown is an anonymous caller; something
// wrong shown is refused.
#pragma once
#include "access/backoff.hpp"
#include "access/caller.hpp"
#include "access/nonce_memory.hpp"
#include "access/presented.hpp"
#include "access/register.hpp"
#include "access/signature_fields.hpp"

namespace elicense::access {

class Authenticator {
 public:
  // `clock` is read once here: what was signed before is refused (nonce_memory.hpp). Throws when the register
  // cannot be read.
  Authenticator(Register& people, Clock clock);

  // 400 SIGNATURE_MALFORMED, SIGNATURE_COMPONENTS, CONTENT_DIGEST_WRONG, AUTHORIZATION_MALFORMED
  // 401 SIGNATURE_TIME, SIGNATURE_BEFORE_START, SIGNATURE_REPLAYED, AUTHENTICATION_FAILED (one answer for an
  //     unknown key, a wrong proof and a key of another kind), CREDENTIAL_ENDED, TOKEN_REFUSED
  // 403 SESSION_FOREIGN_SITE
  // 429 AUTHENTICATION_LOCKED; 503 SIGNATURE_MEMORY_FULL, STORE_…, ACCESS_ROW_CHANGED
  Result<Caller> authenticate(const Presented& request);

  // The same for what proves a key and nothing more: a signature or a certificate.
  Result<Identity> identify(const Presented& request);

  // Of applications that cannot sign, at the façades alone (docs/facades.md): the bare secret of an HMAC key
  // as base64, and the token that was given for it. AUTHENTICATION_FAILED, CREDENTIAL_ENDED, TOKEN_REFUSED,
  // AUTHENTICATION_LOCKED, STORE_…, ACCESS_ROW_CHANGED
  Result<Caller> by_secret(const std::string& key_id, std::string_view secret, std::string_view peer);
  Result<Caller> by_facade_token(std::string_view text, std::string_view peer);

 private:
  Result<Identity> by_signature(const Presented& request);
  Result<Identity> by_certificate(const Presented& request);
  Result<Identity> with_secret(const std::string& key_id, std::string_view secret);
  Result<Session> current_session(const crypto::Sm3Digest& digest);
  Result<Caller> by_session(const Presented& request, std::string_view text, const Identity* key);
  Result<Identity> prove(const SignatureInput& input, std::string_view base, ByteView signature);
  Result<void> check_time(const SignatureInput& input, Time now) const;
  Result<void> remember(const SignatureInput& input, Time now);
  Result<void> note_ahead(const SignatureInput& input, Time now);
  Result<Caller> caller_of(const Session& session);
  Result<void> use(const Session& session, Time now);
  template <class T> Result<T> counted(const std::string& who, const std::function<Result<T>()>& attempt);

  Register& people_;
  const Clock clock_;
  const Time started_;
  const std::map<std::string, Time, std::less<>> ahead_before_; // of the start, by key
  std::mutex mutex_;
  std::map<std::string, Time, std::less<>> ahead_; // written down since
  NonceMemory nonces_;
  Backoff backoff_;
};

Caller caller_of(const Identity& identity, Scheme scheme);

} // namespace elicense::access
