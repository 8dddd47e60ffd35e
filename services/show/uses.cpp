// SPDX-License-Identifier: Apache-2.0
#include "show/uses.hpp"

#include "show/leaves.hpp"

namespace elicense::show {
namespace {

Result<void> check_binding(const UseRequest& request, const Scan& scan) {
  if (request.asker.party != scan.asker.party) return fail(ErrorKind::not_found, "USE_CODE_UNKNOWN");
  const bool fits = request.matter == scan.matter.code && request.matter_case == scan.matter_case &&
                    request.asker.operator_ == scan.asker.operator_ &&
                    request.asker.device == scan.asker.device;
  const bool same_item = request.item.empty() || !scan.item || request.item == scan.item->code;
  if (fits && same_item) return {};
  return fail(ErrorKind::forbidden, "USE_CODE_BINDING");
}

} // namespace

// A person in office who asks for itself is no system besides.
privacy::Reader reader_of(const Scan& scan) {
  const bool by_system = scan.asker.party != scan.asker.operator_;
  return {.who = scan.asker.operator_,
          .client = by_system ? scan.asker.party : std::string(),
          .purpose = scan.matter.name,
          .matter_case = scan.matter_case,
          .way = std::string(to_text(scan.way)),
          .legal_basis = scan.legal_basis};
}

// What the principal took back stands for nothing, whatever its agent agreed to before.
Result<void> Uses::check(const UseRequest& request, const Scan& scan, const license::License& license,
                         Time now) const {
  if (auto bound = check_binding(request, scan); !bound) return bound;
  if (!scan.standing.empty()) {
    const auto mandate = with_.kept.mandate(scan.standing.mandate);
    if (!mandate) return mandate.error();
    if (mandate->revoked_at) return fail(ErrorKind::conflict, "MANDATE_ENDED");
  }
  if (const auto state = license.state_at(now); state != license::State::valid)
    return fail(ErrorKind::conflict, "SHOW_LICENSE_STATE", std::string(to_text(state)));
  return {};
}

Result<GivenLicense> Uses::given(Use used, std::string_view what) const {
  GivenLicense given{.license = std::move(used.license),
                     .view = license::View::only({used.code.fields.begin(), used.code.fields.end()}),
                     .fields = used.code.fields,
                     .scan = used.scan.id,
                     .use = used.number,
                     .uses = used.code.uses};
  const auto recorded = with_.disclosure.record(given.license, given.view, what, reader_of(used.scan));
  if (!recorded) return recorded.error();
  return given;
}

Result<GivenLicense> Uses::use(const UseRequest& request) const {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  const Time now = with_.clock();
  const auto judge = [&](const Scan& scan, const UseCode& code,
                         const license::License& license) -> Result<ledger::Entry> {
    if (auto good = check(request, scan, license, now); !good) return good.error();
    return used_leaf(scan, code, with_.blinder, now);
  };
  auto used = with_.kept.use({request.code, request.idempotency_key, now}, judge);
  if (!used) return used.error();
  const std::string session = used->scan.session;
  auto given = this->given(*std::move(used), "use");
  if (given && !session.empty()) with_.watchers.tell(session_topic(session));
  return given;
}

Result<GivenLicense> Uses::look_at(const UseRequest& request) const {
  const Time now = with_.clock();
  auto found = with_.kept.look_at(request.code, now, [&](const Scan& scan, const license::License& license) {
    return check(request, scan, license, now);
  });
  if (!found) return found.error();
  return given(*std::move(found), "preflight");
}

} // namespace elicense::show
