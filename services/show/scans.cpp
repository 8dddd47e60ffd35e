// SPDX-License-Identifier: Apache-2.0
// Everything but the code is checked first, so that a mistake costs no code. What takes long (whose licenses,
// which of them) is found out before the writer's turn; the one statement in it decides who was first.
#include "show/scans.hpp"

#include "license/view.hpp"
#include "show/leaves.hpp"

#include <algorithm>
#include <set>

namespace elicense::show {
namespace {

constexpr std::size_t id_size = 16;

Error request_error(const char* detail) {
  return fail(ErrorKind::invalid, "SHOW_REQUEST", detail);
}

bool is_text(std::string_view text, std::size_t limit) {
  return !text.empty() && text.size() <= limit;
}

crypto::Sm3Digest digest_of(const ScanRequest& request) {
  nlohmann::json record = {request.code.spoken,     request.code.text,    request.asker.party,
                           request.asker.operator_, request.asker.device, request.matter.code,
                           request.matter.name,     request.matter_case,  request.uses,
                           request.document_number};
  for (const Wanted& wanted : request.wanted)
    record.push_back({wanted.type_code, wanted.fields ? nlohmann::json(*wanted.fields) : nullptr});
  return crypto::sm3(as_bytes(record.dump()));
}

// Cases may well be counted by numbers; one digit again and again is none.
bool is_number(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.find_first_not_of(text.front()) != std::string_view::npos;
}

std::string two_digits(const crypto::RandomSource& random) {
  constexpr unsigned pairs = 100, even = 200; // bytes that would favour some pairs are drawn again
  while (true)
    if (const unsigned byte = crypto::random_bytes(random, 1)[0]; byte < even) {
      const std::string digits = std::to_string(byte % pairs);
      return digits.size() == 1 ? "0" + digits : digits;
    }
}

Result<void> check_fields(const license::LicenseType& type, const std::vector<std::string>& fields) {
  std::vector<std::string> known = type.fields();
  for (const auto name : {license::holder_name_field, license::holder_code_field, license::number_field})
    known.emplace_back(name);
  for (const std::string& field : fields)
    if (std::ranges::find(known, field) == known.end())
      return fail(ErrorKind::invalid, "SHOW_FIELD_UNKNOWN", type.code);
  return {};
}

} // namespace

Result<void> check_matter(const Matter& matter) {
  if (is_text(matter.code, max_matter_code) && is_text(matter.name, max_matter_name)) return {};
  return request_error("a matter needs its code and its name");
}

Scan refused(Scan scan, Time at) {
  scan.registered_state = ScanState::refused;
  scan.decided_at = at;
  for (Requested& each : scan.requested)
    each.decision = Decision::refused;
  return scan;
}

Result<std::vector<Wanted>> Scans::checked(const ScanRequest& request) const {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (auto good = check_matter(request.matter); !good) return good.error();
  if (!is_text(request.matter_case, max_case)) return request_error("case");
  if (!is_text(request.asker.device, max_device)) return request_error("device");
  if (request.uses < 1 || request.uses > static_cast<std::int64_t>(max_uses)) return request_error("uses");
  if (request.wanted.empty() || request.wanted.size() > max_wanted_types)
    return request_error("license_types");
  if (with_.says_nothing(request.matter.name) ||
      (!is_number(request.matter_case) && with_.says_nothing(request.matter_case)))
    return fail(ErrorKind::invalid, "SHOW_PURPOSE_FILLER");
  std::vector<Wanted> wanted = request.wanted;
  std::set<std::string> codes;
  for (Wanted& each : wanted) {
    const auto type = with_.types.find(each.type_code);
    if (!type) return fail(ErrorKind::invalid, "SHOW_TYPE_UNKNOWN", each.type_code);
    if (!codes.insert(type->code).second) return request_error("license_types: each once");
    each.type_name = type->name;
    if (!each.fields) continue;
    if (auto good = check_fields(*type, *each.fields); !good) return good.error();
  }
  return wanted;
}

// Named ones as far as they can still be read; of all only so many, the newest.
Result<std::vector<license::License>> Scans::licenses_of(const Session& session) const {
  if (session.mine) {
    auto all = with_.holders.licenses_of(session.holder);
    if (!all) return all.error();
    std::ranges::reverse(*all);
    return *std::move(all);
  }
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
  if (!at_once) return request_error("uses: one with a code on paper");
  return scan;
}

Result<Scan> Scans::scan_of(const ScanRequest& request, std::vector<Wanted> wanted, Time now) const {
  Scan scan;
  scan.id = to_hex(crypto::random_bytes(with_.random, id_size));
  scan.asker = request.asker;
  scan.matter = request.matter;
  scan.matter_case = request.matter_case;
  scan.wanted = std::move(wanted);
  scan.uses = request.uses;
  scan.match = two_digits(with_.random);
  scan.scanned_at = now;
  scan.answer_until = now + scan_answer_time;
  bool at_once = false;
  auto made = of_session(scan, request, at_once);
  if (!made && made.error().code == "SHOW_CODE_UNKNOWN" && !request.code.spoken)
    made = of_paper(scan, request, at_once);
  if (!made || !at_once || made->requested.empty()) return made;
  made->fast_lane = true;
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
  auto wanted = checked(request);
  if (!wanted) return wanted.error();
  const RequestKey key{request.idempotency_key, digest_of(request)};
  const auto before = with_.kept.scanned_before(key);
  if (!before) return before.error();
  if (*before) return **before;
  const Time now = with_.clock();
  auto made = scan_of(request, *std::move(wanted), now);
  if (!made) return scanned_meanwhile(key, made.error());
  std::vector<ledger::Entry> leaves = {scanned_leaf(*made, with_.blinder)};
  if (made->fast_lane) std::ranges::move(given_leaves(*made, with_.blinder, now), std::back_inserter(leaves));
  return told(with_.kept.record_scan(key, request.code, {*std::move(made), std::move(leaves)}));
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
    scan.registered_state = ScanState::stopped;
    for (UseCode& code : scan.given)
      code.stopped_at = now;
    ledger::Entry leaf = withdrawn_leaf(scan, with_.blinder, now);
    return LeafedScan{std::move(scan), {std::move(leaf)}};
  }));
}

} // namespace elicense::show
