// SPDX-License-Identifier: Apache-2.0
// Everything that depends on the license is judged in the register's turn of writing, on the license as it is
// then: of two that race the second is judged on what the first has made of it.
#include "license/life.hpp"
#include "license/identifier.hpp"
#include "license/leaves.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

Error conflict(const char* code, std::string detail = {}) {
  return fail(ErrorKind::conflict, code, std::move(detail));
}

bool may(const std::set<std::string, std::less<>>& roles, const Actor& actor) {
  return actor.on_site ||
         std::ranges::any_of(actor.roles, [&](const std::string& role) { return roles.contains(role); });
}

Result<void> check_reason(const TransitionRequest& request, const TransitionRule& rule) {
  const bool known = std::ranges::count(rule.reasons, request.reason, &TransitionReason::code) > 0;
  if (rule.reasons.empty() ? !request.reason.empty() : !known)
    return fail(ErrorKind::invalid, "TRANSITION_REASON", rule.name);
  const bool given = !request.legal_basis.empty();
  if (request.legal_basis.size() > max_legal_basis || (rule.legal_basis && !given))
    return fail(ErrorKind::invalid, "TRANSITION_LEGAL_BASIS", rule.name);
  return {};
}

// The day is a day, from today on, and only what may wait waits.
Result<void> check_day(const TransitionRequest& request, const TransitionRule& rule, Time now) {
  const std::string& day = request.effective_on;
  if (day.empty() || day == to_china_date(now)) return {};
  const auto start = from_date(day);
  if (!start || *start < now || *start > now + longest_wait || !rule.may_wait)
    return fail(ErrorKind::invalid, "TRANSITION_DAY", rule.name);
  return {};
}

Result<void> check(const TransitionRequest& request, const TransitionRule& rule, const Actor& actor) {
  if (!may(rule.asked_by, actor)) return fail(ErrorKind::forbidden, "TRANSITION_ROLE", rule.name);
  if (auto good = check_reason(request, rule); !good) return good;
  if (request.data.has_value() != rule.new_version)
    return fail(ErrorKind::invalid, "TRANSITION_DATA", rule.name);
  return {};
}

// When a transition of this day counts from.
Time effect_of(const std::string& day, Time now) {
  return day > to_china_date(now) ? from_date(day).value() : now;
}

crypto::Sm3Digest digest_of(const TransitionRequest& request) {
  nlohmann::json canonical{{"license", request.license},
                           {"name", request.name},
                           {"reason", request.reason},
                           {"legal_basis", request.legal_basis},
                           {"effective_on", request.effective_on}};
  if (!request.other_code_types.empty()) canonical["other_code_types"] = request.other_code_types;
  return crypto::sm3(as_bytes(canonical.dump()));
}

// What the license was before its last change.
State before_last_change(const License& license) {
  return license.changes.size() < 2 ? State::valid : license.changes[license.changes.size() - 2].to;
}

} // namespace

// What follows from the license's state on the day the transition counts from.
Result<Transition> Life::judge(const TransitionRequest& request, const TransitionRule& rule,
                               const Actor& actor, const License& license) const {
  const Time now = with_.clock();
  if (auto good = check_day(request, rule, now); !good) return good.error();
  if (request.revision && *request.revision != license.revision)
    return conflict("TRANSITION_RACED", std::to_string(license.revision));
  if (license.waits_at(now)) return conflict("TRANSITION_WAITING");
  if (license.awaits_sign_off(now)) return conflict("TRANSITION_BATCH", license.batch->id);
  const std::string day = request.effective_on.empty() ? to_china_date(now) : request.effective_on;
  const State from = license.state_at(effect_of(day, now));
  const auto to = rule.to.find(from);
  if (to == rule.to.end())
    return conflict("TRANSITION_STATE", rule.name + " from " + std::string(to_text(from)));
  Transition transition;
  transition.id = crypto::random_id(with_.random);
  transition.license = license.identifier;
  transition.name = rule.name;
  transition.from = from;
  transition.to = to->second;
  transition.reaches_back = rule.reaches_back;
  transition.reason = request.reason;
  transition.legal_basis = request.legal_basis;
  transition.asked_by = actor.party;
  transition.asked_at = now;
  transition.effective_on = day;
  transition.revision = license.revision;
  return transition;
}

Mark Life::made(const Transition& transition, const std::string& approved_by) const {
  const Time now = with_.clock();
  const std::string& by = approved_by.empty() ? transition.asked_by : approved_by;
  return {.status = TransitionStatus::made,
          .at = now,
          .effective_at = effect_of(transition.effective_on, now),
          .by = approved_by,
          .registered = transition.to,
          .leaf = transition_leaf(transition, transition.to, by, with_.blinder, now)};
}

Result<Transition> Life::ask(const TransitionRequest& request, const Actor& actor) {
  const TransitionRule* const rule = with_.table.find(request.name);
  if (rule == nullptr || rule->to.contains(State::pending)) // a transfer in is asked for by issuing
    return fail(ErrorKind::invalid, "TRANSITION_UNKNOWN", "see schemas/transitions.tsv");
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (auto good = check(request, *rule, actor); !good) return good.error();
  return rule->new_version ? issue_version(request, *rule, actor) : decide(request, *rule, actor);
}

Result<void> Life::check_request(const TransitionRequest& request, const Actor& actor) const {
  const TransitionRule* const rule = with_.table.find(request.name);
  if (rule == nullptr || rule->to.contains(State::pending))
    return fail(ErrorKind::invalid, "TRANSITION_UNKNOWN", "see schemas/transitions.tsv");
  if (auto good = check(request, *rule, actor); !good) return good;
  return check_day(request, *rule, with_.clock());
}

std::vector<Result<Transition>> Life::decide_many(const TransitionRequest& wanted,
                                                  std::span<const std::string> licenses,
                                                  const std::string& asked_by,
                                                  const std::string& approved_by) {
  const TransitionRule* const rule = with_.table.find(wanted.name);
  if (rule == nullptr)
    return {licenses.size(), Result<Transition>(fail(ErrorKind::invalid, "TRANSITION_UNKNOWN"))};
  std::vector<TransitionKey> keys;
  for (const std::string& license : licenses) {
    TransitionRequest request = wanted;
    request.license = license;
    keys.push_back({license, wanted.idempotency_key + "/" + license, digest_of(request)});
  }
  return with_.licenses.record_transitions(keys, [&](const License& license) -> Result<Asked> {
    auto transition = judge(wanted, *rule, {.party = asked_by, .roles = {}}, license);
    if (!transition) return transition.error();
    return Asked{*transition, made(*transition, approved_by)};
  });
}

Result<Transition> Life::decide(const TransitionRequest& request, const TransitionRule& rule,
                                const Actor& actor) {
  return with_.licenses.record_transition(
      {request.license, request.idempotency_key, digest_of(request)},
      [&](const License& license) -> Result<Asked> {
        auto transition = judge(request, rule, actor, license);
        if (!transition) return transition.error();
        const bool waits = !rule.approved_by.empty() && !actor.on_site;
        return Asked{*transition, waits ? std::nullopt : std::optional(made(*transition, {}))};
      });
}

Result<Transition> Life::issue_version(const TransitionRequest& request, const TransitionRule& rule,
                                       const Actor& actor) {
  const KeyedLock::Hold turn(turns_, request.license);
  const auto old = with_.licenses.find(request.license);
  if (!old) return old.error();
  const auto ask = [&](const License& license) -> Result<Asked> {
    auto transition = judge(request, rule, actor, license);
    if (!transition) return transition.error();
    return Asked{*std::move(transition), std::nullopt};
  };
  const auto issued =
      with_.issuer.issue({.idempotency_key = request.idempotency_key,
                          .type_code = old->type_code,
                          .data = *request.data,
                          .holder_code_type = old->holder.code_type,
                          .other_code_types = request.other_code_types,
                          .known_holders = old->holders(),
                          .succession = Succession{to_hex(digest_of(request)), old->identifier, ask}});
  if (!issued) return issued.error();
  auto history = with_.licenses.transitions(old->identifier);
  if (!history) return history.error();
  const auto made = std::ranges::find(*history, issued->identifier, &Transition::successor);
  if (made == history->end()) return fail(ErrorKind::internal, "TRANSITION_NOT_FOUND");
  return *made;
}

Result<Mark> Life::judge_approval(const License& license, const Transition& transition,
                                  const Actor& actor) const {
  const TransitionRule* const rule = with_.table.find(transition.name);
  if (transition.status != TransitionStatus::open || !transition.successor.empty() || rule == nullptr)
    return conflict("TRANSITION_NOT_OPEN");
  if (!may({rule->approved_by}, actor)) return fail(ErrorKind::forbidden, "TRANSITION_ROLE", rule->name);
  if (transition.asked_by == actor.party) return fail(ErrorKind::forbidden, "TRANSITION_OWN");
  const Mark mark = made(transition, actor.party);
  const auto to = rule->to.find(license.state_at(mark.effective_at));
  if (license.revision != transition.revision || to == rule->to.end() || to->second != transition.to)
    return conflict("TRANSITION_RACED", std::to_string(license.revision));
  return mark;
}

Result<Mark> Life::judge_withdrawal(const License& license, const Transition& transition,
                                    const Actor& actor) const {
  const TransitionRule* const rule = with_.table.find(transition.name);
  if (rule == nullptr || !may(rule->asked_by, actor))
    return fail(ErrorKind::forbidden, "TRANSITION_ROLE", transition.name);
  const Time now = with_.clock();
  const bool waits = transition.status == TransitionStatus::made && transition.effective_at > now;
  const bool open = transition.status == TransitionStatus::open && transition.successor.empty();
  if (!waits && !open) return conflict("TRANSITION_NOT_OPEN");
  Mark mark{.status = TransitionStatus::withdrawn,
            .at = now,
            .effective_at = now,
            .by = actor.party,
            .registered = license.registered_state,
            .leaf = std::nullopt};
  if (open) return mark;
  mark.registered = before_last_change(license); // nothing follows on one that waits
  mark.leaf = transition_leaf(transition, mark.registered, actor.party, with_.blinder, now);
  return mark;
}

Result<Transition> Life::approve(const std::string& license, std::int64_t number, const Actor& actor) {
  return with_.licenses.mark_transition(license, number, [&](const License& found, const Transition& asked) {
    return judge_approval(found, asked, actor);
  });
}

Result<Transition> Life::withdraw(const std::string& license, std::int64_t number, const Actor& actor) {
  return with_.licenses.mark_transition(license, number, [&](const License& found, const Transition& asked) {
    return judge_withdrawal(found, asked, actor);
  });
}

Result<License> Life::take_over(IssueRequest request, const std::string& origin, const Actor& actor) {
  const TransitionRule* const rule = with_.table.find("transfer_in");
  if (rule == nullptr || !may(rule->asked_by, actor))
    return fail(ErrorKind::forbidden, "TRANSITION_ROLE", "transfer_in");
  const auto before = Identifier::parse(origin);
  if (!before) return fail(ErrorKind::invalid, "TRANSITION_ORIGIN", before.error().code);
  const TransitionRequest wanted{.idempotency_key = request.idempotency_key,
                                 .license = {},
                                 .name = rule->name,
                                 .reason = rule->reasons.front().code,
                                 .legal_basis = {},
                                 .effective_on = {},
                                 .revision = std::nullopt,
                                 .data = std::nullopt,
                                 .other_code_types = {}};
  request.succession =
      Succession{rule->name + " " + origin, {}, [&](const License& planned) -> Result<Asked> {
                   if (planned.issuer_code == before->issuer)
                     return fail(ErrorKind::invalid, "TRANSITION_ORIGIN", "the same issuer");
                   auto transition = judge(wanted, *rule, actor, planned);
                   if (!transition) return transition.error();
                   transition->origin = origin;
                   return Asked{*std::move(transition), std::nullopt};
                 }};
  return with_.issuer.issue(request);
}

} // namespace elicense::license
