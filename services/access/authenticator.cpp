// SPDX-License-Identifier: Apache-2.0
#include "access/authenticator.hpp"

#include "access/proof.hpp"
#include "access/session.hpp"
#include "access/signature_base.hpp"
#include "crypto/certificate.hpp"
#include "crypto/hmac.hpp"

namespace elicense::access {
namespace {

Error refused_proof(std::string code) {
  return fail(ErrorKind::forbidden, std::move(code));
}

Error failed() {
  return refused_proof("AUTHENTICATION_FAILED");
}

Result<void> check_body(const Presented& request) {
  if (request.body.empty()) return {};
  const auto told = parse_content_digest(request.header("content-digest"));
  if (!told) return told.error();
  if (crypto::equal_in_constant_time(*told, crypto::sm3(request.body))) return {};
  return fail(ErrorKind::malformed, "CONTENT_DIGEST_WRONG");
}

bool may_be_used(const Identity& identity, Time now) {
  return !identity.party.disabled && identity.credential.is_valid_at(now);
}

Result<void> check_validity(const crypto::Certificate& certificate, Time now) {
  if (certificate.not_before() <= now && now <= certificate.not_after()) return {};
  return refused_proof("CREDENTIAL_ENDED");
}

bool has_signature(const Presented& request) {
  return request.headers.contains("signature") || request.headers.contains("signature-input");
}

} // namespace

Caller caller_of(const Identity& identity, Scheme scheme) {
  return {.scheme = scheme,
          .party = identity.party.id,
          .key_id = identity.credential.key_id,
          .tenant = identity.party.tenant,
          .holder = {},
          .roles = identity.party.roles,
          .scopes = identity.party.scopes};
}

Authenticator::Authenticator(Register& people, Clock clock)
    : people_(people), clock_(std::move(clock)), started_(clock_()),
      ahead_before_(people.times_ahead().value()) {}

Result<Caller> Authenticator::authenticate(const Presented& request) {
  const auto shown = session_text(request);
  if (!shown) return shown.error();
  const bool has_key = has_signature(request) || !request.peer_certificate.empty();
  if (!has_key && shown->empty()) return Caller{};
  if (!has_key) return by_session(request, *shown, nullptr);
  auto identity = identify(request);
  if (!identity) return identity.error();
  if (!shown->empty()) return by_session(request, *shown, &*identity);
  return access::caller_of(*identity, has_signature(request) ? Scheme::signature : Scheme::certificate);
}

Result<Identity> Authenticator::identify(const Presented& request) {
  if (has_signature(request)) return by_signature(request);
  if (!request.peer_certificate.empty()) return by_certificate(request);
  return fail(ErrorKind::forbidden, "AUTHENTICATION_NEEDED");
}

// Only wrong proofs count, not requests that are late or ill-formed.
template <class T>
Result<T> Authenticator::counted(const std::string& who, const std::function<Result<T>()>& attempt) {
  const Time now = clock_();
  if (const auto wait = backoff_.wait(who, now); wait.count() > 0)
    return fail(ErrorKind::busy, "AUTHENTICATION_LOCKED", std::to_string(wait.count()) + " s");
  auto answer = attempt();
  if (answer) {
    backoff_.succeeded(who);
  } else if (answer.error().code == "AUTHENTICATION_FAILED" || answer.error().code == "TOKEN_REFUSED") {
    backoff_.failed(who, now);
  }
  return answer;
}

// --- Signed requests.

Result<Identity> Authenticator::by_signature(const Presented& request) {
  const auto input = parse_signature_input(request.header("signature-input"));
  if (!input) return input.error();
  const auto signature = parse_signature(request.header("signature"), input->label);
  if (!signature) return signature.error();
  const auto base = signature_base(request, *input);
  if (!base) return base.error();
  if (auto body = check_body(request); !body) return body.error();
  const Time now = clock_();
  if (auto time = check_time(*input, now); !time) return time.error();
  auto identity = counted<Identity>(std::string(request.peer) + " " + input->key_id,
                                    [&] { return prove(*input, *base, *signature); });
  if (!identity) return identity;
  if (!may_be_used(*identity, now)) return refused_proof("CREDENTIAL_ENDED");
  if (auto fresh = remember(*input, now); !fresh) return fresh.error();
  return identity;
}

Result<void> Authenticator::check_time(const SignatureInput& input, Time now) const {
  if (input.created < now - signature_window || input.created > now + signature_window)
    return refused_proof("SIGNATURE_TIME");
  const auto ahead = ahead_before_.find(input.key_id);
  if (input.created <= started_ || (ahead != ahead_before_.end() && input.created <= ahead->second))
    return refused_proof("SIGNATURE_BEFORE_START");
  return {};
}

Result<Identity> Authenticator::prove(const SignatureInput& input, std::string_view base,
                                      ByteView signature) {
  const auto kind = key_kind_from_text(input.algorithm);
  if (!kind) return failed();
  auto found = people_.find_key(input.key_id);
  if (!found && found.error().code != "KEY_UNKNOWN") return found.error();
  const bool known = found && found->credential.kind == *kind;
  const auto proved =
      is_proved(known ? found->credential : nobodys_credential(*kind), as_bytes(base), signature);
  if (!proved) return proved.error();
  if (!known || !*proved) return failed();
  return *std::move(found);
}

Result<void> Authenticator::remember(const SignatureInput& input, Time now) {
  switch (nonces_.remember(input.key_id, input.nonce, now)) {
  case NonceMemory::Answer::fresh:
    return note_ahead(input, now);
  case NonceMemory::Answer::seen:
    return refused_proof("SIGNATURE_REPLAYED");
  case NonceMemory::Answer::full:
    break;
  }
  return fail(ErrorKind::busy, "SIGNATURE_MEMORY_FULL");
}

Result<void> Authenticator::note_ahead(const SignatureInput& input, Time now) {
  if (input.created <= now) return {};
  {
    const std::lock_guard lock(mutex_);
    Time& written = ahead_[input.key_id];
    if (input.created <= written) return {};
  }
  if (auto noted = people_.note_ahead(input.key_id, input.created); !noted)
    return noted; // durable before it counts
  const std::lock_guard lock(mutex_);
  Time& written = ahead_[input.key_id];
  written = std::max(written, input.created);
  return {};
}

// --- Client certificates: the handshake proved the key, the register knows the certificate.

Result<Identity> Authenticator::by_certificate(const Presented& request) {
  const crypto::Sm3Digest digest = crypto::sm3(request.peer_certificate);
  return counted<Identity>(std::string(request.peer) + " " + to_hex(digest), [&]() -> Result<Identity> {
    auto found = people_.find_certificate(digest);
    if (!found) return found.error().code == "KEY_UNKNOWN" ? failed() : found.error();
    const auto certificate = crypto::Certificate::parse(request.peer_certificate);
    if (!certificate) return failed();
    const Time now = clock_();
    if (auto valid = check_validity(*certificate, now); !valid) return valid.error();
    if (!may_be_used(*found, now)) return refused_proof("CREDENTIAL_ENDED");
    return found;
  });
}

// --- Access tokens and logins.

// Waits by the text, too: nobody guesses 256 bits, and one who tries must not shut out others behind his
// gateway.
Result<Caller> Authenticator::by_session(const Presented& request, std::string_view text,
                                         const Identity* key) {
  const crypto::Sm3Digest digest = digest_of(text);
  return counted<Caller>(std::string(request.peer) + " " + to_hex(digest), [&]() -> Result<Caller> {
    const auto session = current_session(digest);
    if (!session) return session.error();
    const Time now = clock_();
    if (auto checked = check_session(*session, key ? key->credential.key_id : std::string(), now); !checked)
      return checked.error();
    auto caller = caller_of(*session);
    if (!caller) return caller;
    if (auto used = use(*session, now); !used) return used.error();
    return caller;
  });
}

Result<Session> Authenticator::current_session(const crypto::Sm3Digest& digest) {
  auto session = people_.session(digest);
  if (!session && session.error().code == "SESSION_UNKNOWN") return refused_proof("TOKEN_REFUSED");
  return session;
}

Result<Caller> Authenticator::caller_of(const Session& session) {
  Caller caller{.scheme = session.key_id.empty() ? Scheme::session : Scheme::token,
                .party = session.party,
                .key_id = session.key_id,
                .tenant = {},
                .holder = session.holder,
                .roles = session.roles,
                .scopes = {}};
  if (session.party.empty()) return caller;
  const auto party = people_.party(session.party);
  if (!party) return party.error();
  if (party->disabled) return refused_proof("CREDENTIAL_ENDED");
  caller.tenant = party->tenant;
  caller.scopes = party->scopes;
  std::erase_if(caller.roles, [&](Role role) { return !party->roles.contains(role); }); // revoked since
  return caller;
}

// --- Façades: what cannot sign shows the secret itself.

Result<Caller> Authenticator::by_secret(const std::string& key_id, std::string_view secret,
                                        std::string_view peer) {
  const auto identity =
      counted<Identity>(std::string(peer) + " " + key_id, [&] { return with_secret(key_id, secret); });
  if (!identity) return identity.error();
  if (!may_be_used(*identity, clock_())) return refused_proof("CREDENTIAL_ENDED");
  return access::caller_of(*identity, Scheme::secret);
}

Result<Identity> Authenticator::with_secret(const std::string& key_id, std::string_view secret) {
  const auto shown = from_base64(secret);
  auto found = people_.find_key(key_id);
  if (!found && found.error().code != "KEY_UNKNOWN") return found.error();
  const bool known = found && found->credential.kind == KeyKind::hmac_sm3;
  const Credential& credential = known ? found->credential : nobodys_credential(KeyKind::hmac_sm3);
  const bool same = shown && crypto::equal_in_constant_time(*shown, credential.material.view());
  if (!known || !same) return failed();
  return found;
}

// Its key is not proved again, and has to be good still.
Result<Caller> Authenticator::by_facade_token(std::string_view text, std::string_view peer) {
  const crypto::Sm3Digest digest = facade_digest_of(text);
  return counted<Caller>(std::string(peer) + " " + to_hex(digest), [&]() -> Result<Caller> {
    const auto session = current_session(digest);
    if (!session) return session.error();
    const Time now = clock_();
    if (auto checked = check_session(*session, session->key_id, now); !checked) return checked.error();
    const auto identity = people_.find_key(session->key_id);
    if (!identity) return identity.error();
    if (!may_be_used(*identity, now)) return refused_proof("CREDENTIAL_ENDED");
    return caller_of(*session);
  });
}

Result<void> Authenticator::use(const Session& session, Time now) {
  if (!session.key_id.empty() || now < session.last_used + touch_interval) return {};
  return people_.touch_session(session.digest, now);
}

} // namespace elicense::access
