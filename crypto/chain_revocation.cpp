// SPDX-License-Identifier: Apache-2.0
// A list from before `at` tells until it is due again; a list from after `at` tells too, as long as the
// certificate had not expired when it was made, for then its entry may have been dropped (RFC 5280
// section 3.3).
#include "crypto/chain_revocation.hpp"

namespace elicense::crypto {
namespace {

constexpr int certificate_hold = 6; // RFC 5280 5.3.1

struct Status {
  Outcome outcome = Outcome::undetermined;
  std::string detail = {};
  std::optional<Time> revoked_at = {}, list_update = {};
};

bool may_sign_lists(const Certificate& issuer) {
  return !issuer.key_usage() || issuer.key_usage()->crl_sign;
}

// Why the list is not one of this issuer, by signature and date; empty when it is.
std::string reason_to_ignore(const Crl& list, const Certificate& issuer, Time loaded_at) {
  if (!may_sign_lists(issuer)) return "the issuer's key is not for lists";
  const Result<SignatureCheck> signature = list.issued_by(issuer);
  if (!signature || *signature != SignatureCheck::valid) return "its signature is wrong";
  if (list.this_update() > loaded_at + max_crl_clock_skew) return "it comes from the future";
  return {};
}

// The good lists of the issuer, oldest first; `ignored` names the others.
std::vector<Crl> lists_of(const Certificate& issuer, const TrustStore& trust, std::string& ignored) {
  std::vector<Crl> lists;
  for (const Crl& list : trust.crls()) {
    if (!equal(list.issuer_der(), issuer.subject_der())) continue;
    const std::string reason = reason_to_ignore(list, issuer, trust.loaded_at());
    if (reason.empty()) {
      lists.push_back(list);
    } else {
      ignored += ", list of " + to_rfc3339(list.this_update()) + " ignored: " + reason;
    }
  }
  std::ranges::stable_sort(lists, {}, &Crl::this_update);
  return lists;
}

// The earliest revocation that any list knows. A hold that a newer list no longer names was lifted.
std::optional<Time> revoked_at(const Certificate& certificate, const std::vector<Crl>& lists) {
  std::optional<Crl::Entry> revoked;
  for (const Crl& list : lists) {
    const std::optional<Crl::Entry> entry = list.find(certificate.serial());
    if (entry) {
      revoked = Crl::Entry{revoked ? std::min(revoked->revoked_at, entry->revoked_at) : entry->revoked_at,
                           entry->reason};
    } else if (revoked && revoked->reason == certificate_hold && list.covers(certificate)) {
      revoked.reset();
    }
  }
  return revoked ? std::optional(revoked->revoked_at) : std::nullopt;
}

// Empty when the list tells that a certificate it does not name was good at `at`.
std::string reason_to_doubt(const Crl& list, const Certificate& certificate, Time at) {
  const std::string name = "list of " + to_rfc3339(list.this_update());
  if (!list.covers(certificate)) return name + " is about other certificates";
  if (!list.next_update()) return name + " does not say when the next is due";
  if (*list.next_update() < at) return name + " was due on " + to_rfc3339(*list.next_update());
  if (list.this_update() > at && list.this_update() > certificate.not_after())
    return name + " was made after the certificate expired";
  return {};
}

void ask_lists(const Certificate& certificate, const std::vector<Crl>& lists, Time at, Status& status) {
  status.revoked_at = revoked_at(certificate, lists);
  if (status.revoked_at) {
    status.outcome = *status.revoked_at <= at ? Outcome::failed : Outcome::passed;
    status.detail = "revoked at " + to_rfc3339(*status.revoked_at);
    status.list_update = lists.back().this_update();
    return;
  }
  for (const Crl& list : lists) { // the newest that tells is kept
    const std::string doubt = reason_to_doubt(list, certificate, at);
    if (doubt.empty()) {
      status = {.outcome = Outcome::passed, .list_update = list.this_update()};
    } else if (status.outcome != Outcome::passed) {
      status.detail = doubt;
    }
  }
}

Status status_of(const Certificate& certificate, const Certificate& issuer, const TrustStore& trust,
                 Time at) {
  Status status{.detail = "no list of " + issuer.subject()};
  std::string ignored;
  ask_lists(certificate, lists_of(issuer, trust, ignored), at, status);
  status.detail += ignored;
  return status;
}

void add(Revocation& revocation, const std::string& who, const Status& status) {
  revocation.step.outcome = worst(revocation.step.outcome, status.outcome);
  if (!status.detail.empty())
    revocation.step.detail += (revocation.step.detail.empty() ? "" : "; ") + who + ": " + status.detail;
  if (status.list_update)
    revocation.oldest_update =
        std::min(*status.list_update, revocation.oldest_update.value_or(*status.list_update));
}

} // namespace

Revocation check_revocation(const Path& path, bool complete, const TrustStore& trust, Time at) {
  Revocation revocation{{"CHAIN_REVOCATION", Outcome::passed, {}}, {}, {}};
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Status status = status_of(path[i], path[i + 1], trust, at);
    add(revocation, name_in_chain(path, i), status);
    if (i == 0) revocation.leaf_revoked_at = status.revoked_at;
  }
  if (!complete) add(revocation, name_in_chain(path, path.size() - 1), {.detail = "no issuer to ask"});
  return revocation;
}

} // namespace elicense::crypto
