// SPDX-License-Identifier: Apache-2.0
#include "show/mandates.hpp"

#include "show/leaves.hpp"
#include "show/scans.hpp"

#include <algorithm>
#include <set>

namespace elicense::show {
namespace {

Error mandate_error(const char* detail) {
  return fail(ErrorKind::invalid, "MANDATE_REQUEST", detail);
}

Result<void> check_person(const license::Holder& person) {
  if (auto good = license::check_holder(person); !good)
    return fail(ErrorKind::invalid, "MANDATE_PERSON", good.error().code);
  return {};
}

crypto::Sm3Digest request_digest(const Mandate& wanted) {
  Mandate asked = wanted; // without what each request draws or reads from the clock
  asked.id.clear();
  asked.given_at = {};
  return digest_of(asked);
}

} // namespace

Result<Mandate> Mandates::prepared(Mandate wanted, std::int64_t max_uses, std::chrono::days max_life) const {
  const Time now = with_.clock();
  if (wanted.type_codes.empty() || wanted.type_codes.size() > max_mandate_types)
    return mandate_error("license_types");
  for (const std::string& code : wanted.type_codes)
    if (!with_.types.find(code)) return fail(ErrorKind::invalid, "SHOW_TYPE_UNKNOWN", code);
  if (wanted.matters.empty() || wanted.matters.size() > max_mandate_matters) return mandate_error("matters");
  for (const Matter& matter : wanted.matters)
    if (!check_matter(matter)) return mandate_error("matters");
  if (wanted.uses < 1 || wanted.uses > max_uses) return mandate_error("uses");
  if (wanted.until <= now || wanted.until <= wanted.from || wanted.until > now + max_life)
    return mandate_error("until");
  if (wanted.proof.size() > max_proof) return mandate_error("proof");
  for (const license::Holder& person : {wanted.principal, wanted.agent})
    if (auto good = check_person(person); !good) return good.error();
  wanted.id = crypto::random_id(with_.random);
  wanted.given_at = now;
  if (wanted.from == Time{}) wanted.from = now;
  return wanted;
}

// A clerk reads this name beside the agent's: it has to be one that an authority put on a license.
Result<void> Mandates::check_name(const Mandate& wanted) const {
  const auto licenses = with_.holders.licenses_of(wanted.principal);
  if (!licenses) return licenses.error();
  for (const license::License& license : *licenses)
    for (const license::Holder& holder : license.holders())
      if (is_same(holder, wanted.principal) && holder.name == wanted.principal.name) return {};
  return fail(ErrorKind::invalid, "MANDATE_NAME");
}

Result<Mandate> Mandates::give(Mandate wanted, const std::string& idempotency_key) const {
  if (idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  wanted.kind = is_natural_person(wanted.principal) ? MandateKind::relative : MandateKind::handler;
  const RequestKey key{idempotency_key, request_digest(wanted)};
  if (is_same(wanted.principal, wanted.agent) || !is_natural_person(wanted.agent))
    return mandate_error("agent");
  auto mandate = prepared(std::move(wanted), max_mandate_uses, max_mandate_life);
  if (!mandate) return mandate;
  if (auto named = check_name(*mandate); !named) return named.error();
  return with_.kept.record_mandate(key, {*mandate, {mandate_given_leaf(*mandate, with_.blinder)}}, {});
}

Result<Mandate> Mandates::record_guardian(Mandate wanted, const std::string& idempotency_key) const {
  if (idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  wanted.kind = MandateKind::guardian;
  const RequestKey key{idempotency_key, request_digest(wanted)};
  if (wanted.proof.empty()) return mandate_error("proof");
  if (is_same(wanted.principal, wanted.agent) || !is_natural_person(wanted.agent) ||
      !is_natural_person(wanted.principal))
    return mandate_error("guardian");
  auto mandate = prepared(std::move(wanted), max_mandate_uses, max_mandate_life);
  if (!mandate) return mandate;
  return with_.kept.record_mandate(key, {*mandate, {mandate_given_leaf(*mandate, with_.blinder)}}, {});
}

Result<PaperCode> Mandates::make_paper(Mandate wanted, const std::string& idempotency_key) const {
  if (idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  wanted.kind = MandateKind::paper;
  wanted.agent = wanted.principal;
  const RequestKey key{idempotency_key, request_digest(wanted)};
  auto mandate = prepared(std::move(wanted), max_paper_uses, max_paper_life);
  if (!mandate) return mandate.error();
  if (!is_natural_person(mandate->principal)) return mandate_error("holder");
  const std::string reference = make_reference(with_.random);
  auto recorded =
      with_.kept.record_mandate(key, {*mandate, {mandate_given_leaf(*mandate, with_.blinder)}}, reference);
  if (!recorded) return recorded.error();
  if (recorded->id != mandate->id) return fail(ErrorKind::conflict, "MANDATE_PAPER_MADE");
  return PaperCode{*std::move(recorded), reference};
}

Result<Mandate> Mandates::revoke(const std::string& id) const {
  const Time now = with_.clock();
  std::set<std::string> topics;
  auto revoked = with_.kept.revoke_mandate(
      id, now, [&](const Mandate& mandate) { return mandate_ended_leaf(mandate, with_.blinder, now); },
      [&](const Scan& scan) {
        topics.insert({scan_topic(scan.id), session_topic(scan.session)});
        return LeafedScan{refused(scan, now), {}};
      });
  for (const std::string& topic : topics)
    with_.watchers.tell(topic);
  return revoked;
}

Result<std::int64_t> Mandates::lose_papers(const license::Holder& holder) const {
  const auto given = with_.kept.given_by(holder);
  if (!given) return given.error();
  std::int64_t ended = 0;
  for (const Mandate& mandate : *given) {
    if (mandate.kind != MandateKind::paper || mandate.revoked_at) continue;
    if (auto revoked = revoke(mandate.id); !revoked) return revoked.error();
    ++ended;
  }
  return ended;
}

} // namespace elicense::show
