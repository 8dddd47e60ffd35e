// SPDX-License-Identifier: Apache-2.0
// Everything but the code is checked first, so that a mistake costs no code. What takes long (whose licenses,
// which of them) is found out before the writer's turn; the one statement in it decides who was first.
#include "show/scans.hpp"

#include "show/leaves.hpp"
#include "show/uses.hpp"

#include <algorithm>
#include <set>

namespace elicense::show {
namespace {

std::string two_digits(const crypto::RandomSource& random) {
  constexpr unsigned pairs = 100, even = 200; // bytes that would favour some pairs are drawn again
  while (true)
    if (const unsigned byte = crypto::random_bytes(random, 1)[0]; byte < even) {
      const std::string digits = std::to_string(byte % pairs);
      return digits.size() == 1 ? "0" + digits : digits;
    }
}

} // namespace

Scan refused(Scan scan, Time at) {
  scan.registered_state = ScanState::refused;
  scan.decided_at = at;
  for (Requested& each : scan.requested)
    each.decision = Decision::refused;
  return scan;
}

Result<std::vector<license::License>> Scans::newest_of(const license::Holder& holder) const {
  auto all = with_.holders.licenses_of(holder);
  if (all) std::ranges::reverse(*all);
  return all;
}

// Named ones as far as they can still be read; of all only so many, the newest.
Result<std::vector<license::License>> Scans::licenses_of(const Session& session) const {
  if (session.mine) return newest_of(session.holder);
  std::vector<license::License> licenses;
  for (const ShownLicense& shown : session.licenses) {
    auto license = with_.find(shown.identifier);
    if (license)
      licenses.push_back(*std::move(license));
    else if (license.error().kind != ErrorKind::not_found)
      return license.error();
  }
  return licenses;
}

// Nothing when it is none of the types asked for, or none of its fields was.
Result<Requested> Scans::requested(const license::License& license, const Scan& scan) const {
  const auto type = with_.types.of(license);
  const auto wanted = std::ranges::find_if(scan.wanted, [&](const Wanted& each) {
    return each.type_code == license.type_code || (type != nullptr && each.type_code == type->code);
  });
  if (wanted == scan.wanted.end()) return fail(ErrorKind::not_found, "SHOW_NOT_REQUESTED");
  Requested made{{license.identifier, license.type_code, license.type_name}, {}, Decision::waiting};
  for (const std::string& field : license::View::full().disclosed(license))
    if (!wanted->fields || std::ranges::find(*wanted->fields, field) != wanted->fields->end())
      made.fields.push_back(field);
  if (made.fields.empty()) return fail(ErrorKind::not_found, "SHOW_NOT_REQUESTED");
  return made;
}

void Scans::request(Scan& scan, const std::vector<license::License>& licenses, const Mandate* mandate) const {
  for (const license::License& license : licenses) {
    if (scan.requested.size() == max_requested) return;
    if (license.state_at(scan.scanned_at) != license::State::valid) continue;
    if (mandate != nullptr && !mandate->covers_type(license.type_code)) continue;
    if (auto made = requested(license, scan)) scan.requested.push_back(*std::move(made));
  }
}

void Scans::give(Scan& scan, Time now) const {
  scan.registered_state = ScanState::given;
  scan.decided_at = now;
  for (const Requested& each : scan.requested)
    if (each.decision == Decision::given)
      scan.given.push_back({.code = to_base64url(crypto::random_bytes(with_.random, use_code_size)),
                            .license = each.license,
                            .fields = each.fields,
                            .uses = scan.uses,
                            .used = 0,
                            .expires_at = now + use_code_life,
                            .stopped_at = std::nullopt});
}

Result<Scan> Scans::of_session(Scan scan, const ScanRequest& request, bool& at_once) const {
  const auto session = with_.kept.look_up(request.code, scan.scanned_at);
  if (!session) return session.error();
  scan.session = session->id;
  scan.holder = session->holder;
  scan.shower = session->shower;
  scan.standing = session->standing;
  std::optional<Mandate> mandate;
  if (!session->standing.empty()) {
    auto found = with_.kept.mandate(session->standing.mandate);
    if (!found) return found.error();
    if (!found->covers(request.matter)) return fail(ErrorKind::forbidden, "MANDATE_SCOPE", "matter");
    mandate = *std::move(found);
  }
  const auto licenses = licenses_of(*session);
  if (!licenses) return licenses.error();
  this->request(scan, *licenses, mandate ? &*mandate : nullptr);
  at_once = session->for_matter && session->for_matter->code == request.matter.code && scan.uses == 1;
  return scan;
}

// Whoever finds a paper has not the document that goes with it.
Result<Scan> Scans::of_paper(Scan scan, const ScanRequest& request, bool& at_once) const {
  const auto mandate = with_.kept.paper(request.code.text, scan.scanned_at);
  if (!mandate) return mandate.error();
  license::Holder shown = mandate->principal;
  shown.code = request.document_number;
  if (!is_same(shown, mandate->principal)) return fail(ErrorKind::forbidden, "SHOW_DOCUMENT");
  if (!mandate->covers(request.matter)) return fail(ErrorKind::forbidden, "MANDATE_SCOPE", "matter");
  scan.holder = scan.shower = mandate->principal;
  scan.standing = mandate->standing();
  const auto licenses = with_.holders.licenses_of(mandate->principal);
  if (!licenses) return licenses.error();
  this->request(scan, *licenses, &*mandate);
  at_once = scan.uses == 1;
  if (!at_once) return show_request_error("uses: one with a code on paper");
  return scan;
}

Result<Scan> Scans::of_code(const Scan& scan, const ScanRequest& request, bool& at_once) const {
  auto made = of_session(scan, request, at_once);
  if (!made && made.error().code == "SHOW_CODE_UNKNOWN" && !request.code.spoken)
    made = of_paper(scan, request, at_once);
  return made;
}

Result<Scan> Scans::of_duty(Scan scan, const ScanRequest& request) const {
  scan.holder = scan.shower = request.holder;
  scan.legal_basis = request.legal_basis;
  const auto licenses = newest_of(request.holder);
  if (!licenses) return licenses.error();
  this->request(scan, *licenses, nullptr);
  return scan;
}

// Whoever knows the id alone, or other persons, learns nothing by it. A code on paper is scanned, not named.
Result<Scan> Scans::of_mandate(Scan scan, const ScanRequest& request) const {
  const auto mandate = with_.kept.mandate(request.mandate);
  if (!mandate) return mandate.error();
  if (mandate->kind == MandateKind::paper || !is_same(mandate->principal, request.holder) ||
      !is_same(mandate->agent, request.agent))
    return fail(ErrorKind::not_found, "MANDATE_NOT_FOUND");
  if (!mandate->covers(request.matter)) return fail(ErrorKind::forbidden, "MANDATE_SCOPE", "matter");
  scan.holder = request.holder;
  scan.shower = request.agent;
  scan.standing = mandate->standing();
  const auto licenses = newest_of(request.holder);
  if (!licenses) return licenses.error();
  this->request(scan, *licenses, &*mandate);
  return scan;
}

Result<Scan> Scans::scan_of(const ScanRequest& request, std::vector<Wanted> wanted, Time now) const {
  Scan scan;
  scan.id = crypto::random_id(with_.random);
  scan.asker = request.asker;
  scan.matter = request.matter;
  scan.item = request.item;
  scan.matter_case = request.matter_case;
  scan.wanted = std::move(wanted);
  scan.uses = request.uses;
  scan.way = request.way;
  scan.scanned_at = now;
  scan.answer_until = now + scan_answer_time;
  const bool by_code = request.way == Way::holder;
  if (by_code) scan.match = two_digits(with_.random);
  bool at_once = !by_code;
  auto made = by_code                    ? of_code(scan, request, at_once)
              : request.way == Way::duty ? of_duty(scan, request)
                                         : of_mandate(scan, request);
  if (!made || !at_once || (by_code && made->requested.empty())) return made;
  made->fast_lane = by_code;
  for (Requested& each : made->requested)
    each.decision = Decision::given;
  give(*made, now);
  return made;
}

// The same request twice at once: the code that the other one used up is no mistake.
Result<Scan> Scans::scanned_meanwhile(const RequestKey& key, const Error& error) const {
  if (error.code != "SHOW_CODE_UNKNOWN") return error;
  const auto other = with_.kept.scanned_before(key);
  if (!other || !*other) return error;
  return **other;
}

Result<Scan> Scans::scan(const ScanRequest& request) const {
  auto wanted = check_request(request, with_.types, with_.says_nothing);
  if (!wanted) return wanted.error();
  const RequestKey key{request.idempotency_key, digest_of(request)};
  const auto before = with_.kept.scanned_before(key);
  if (!before) return before.error();
  if (*before) return told_of(**before);
  auto made = scan_of(request, *std::move(wanted), with_.clock());
  if (!made) return scanned_meanwhile(key, made.error());
  auto scan = told(recorded(key, request, *std::move(made)));
  return scan ? told_of(*scan) : scan;
}

Result<Scan> Scans::recorded(const RequestKey& key, const ScanRequest& request, Scan scan) const {
  if (scan.way != Way::holder) {
    auto leaves = asked_leaves(scan, with_.blinder);
    return with_.kept.record_asked(key, {std::move(scan), std::move(leaves)}, request.quota);
  }
  std::vector<ledger::Entry> leaves = {scanned_leaf(scan, with_.blinder)};
  if (scan.fast_lane)
    std::ranges::move(given_leaves(scan, with_.blinder, scan.scanned_at), std::back_inserter(leaves));
  return with_.kept.record_scan(key, request.code, {std::move(scan), std::move(leaves)});
}

// Whom no holder answered learns by this which licenses there are: a reading of each.
Result<Scan> Scans::told_of(const Scan& scan) const {
  if (scan.way == Way::holder) return scan;
  for (const UseCode& code : scan.given) {
    const auto license = with_.find(code.license.identifier);
    if (!license) return license.error();
    const std::vector<std::string> no_fields;
    if (auto noted = with_.disclosure.record(*license, no_fields, "use-code", reader_of(scan)); !noted)
      return noted.error();
  }
  return scan;
}

Result<Scan> Scans::told(const Result<Scan>& scan) const {
  if (!scan) return scan.error();
  with_.watchers.tell(scan_topic(scan->id));
  if (!scan->session.empty()) with_.watchers.tell(session_topic(scan->session));
  return *scan;
}

Result<LeafedScan> Scans::confirmed(Scan scan, const std::vector<std::string>& licenses,
                                    const FindLicense& find, Time now) const {
  if (licenses.empty()) return fail(ErrorKind::invalid, "SHOW_NOT_REQUESTED");
  for (Requested& each : scan.requested)
    each.decision = Decision::refused;
  for (const std::string& identifier : licenses) {
    const auto each = std::ranges::find_if(
        scan.requested, [&](const Requested& one) { return one.license.identifier == identifier; });
    if (each == scan.requested.end()) return fail(ErrorKind::invalid, "SHOW_NOT_REQUESTED");
    const auto license = find(identifier);
    if (!license) return license.error();
    if (const auto state = license->state_at(now); state != license::State::valid)
      return fail(ErrorKind::conflict, "SHOW_LICENSE_STATE", std::string(to_text(state)));
    each->decision = Decision::given;
  }
  give(scan, now);
  auto leaves = given_leaves(scan, with_.blinder, now);
  return LeafedScan{std::move(scan), std::move(leaves)};
}

// A wrong pair is counted, and so has to be written: it is told afterwards.
Result<Scan> Scans::confirm(const std::string& id, std::string_view match,
                            const std::vector<std::string>& licenses) const {
  const Time now = with_.clock();
  bool matched = true;
  const auto done = with_.kept.decide(id, [&](Scan scan, const FindLicense& find) -> Result<LeafedScan> {
    if (const ScanState state = scan.state_at(now); state != ScanState::waiting)
      return fail(ErrorKind::conflict, "SCAN_ANSWERED", std::string(to_text(state)));
    matched = scan.match == match;
    if (matched) return confirmed(std::move(scan), licenses, find, now);
    if (++scan.wrong_matches >= max_wrong_matches) scan = refused(std::move(scan), now);
    return LeafedScan{std::move(scan), {}};
  });
  auto answered = told(done);
  if (answered && !matched) return fail(ErrorKind::conflict, "SHOW_MATCH");
  return answered;
}

Result<Scan> Scans::refuse(const std::string& id) const {
  const Time now = with_.clock();
  return told(with_.kept.decide(id, [&](const Scan& scan, const FindLicense&) -> Result<LeafedScan> {
    if (const ScanState state = scan.state_at(now); state != ScanState::waiting)
      return fail(ErrorKind::conflict, "SCAN_ANSWERED", std::string(to_text(state)));
    return LeafedScan{refused(scan, now), {}};
  }));
}

Result<Scan> Scans::stop(const std::string& id) const {
  const Time now = with_.clock();
  return told(with_.kept.decide(id, [&](Scan scan, const FindLicense&) -> Result<LeafedScan> {
    if (scan.registered_state != ScanState::given)
      return fail(ErrorKind::conflict, "SCAN_NOT_GIVEN", std::string(to_text(scan.state_at(now))));
    if (scan.way == Way::duty) return fail(ErrorKind::forbidden, "DUTY_NOT_STOPPED");
    scan.registered_state = ScanState::stopped;
    for (UseCode& code : scan.given)
      code.stopped_at = now;
    ledger::Entry leaf = withdrawn_leaf(scan, with_.blinder, now);
    return LeafedScan{std::move(scan), {std::move(leaf)}};
  }));
}

} // namespace elicense::show
