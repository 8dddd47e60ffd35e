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
  if (fits) return {};
  return fail(ErrorKind::forbidden, "USE_CODE_BINDING");
}

privacy::Reader reader_of(const UseRequest& request, const Scan& scan) {
  return {.who = scan.asker.operator_,
          .client = request.at_counter ? std::string() : scan.asker.party,
          .purpose = scan.matter.name,
          .matter_case = scan.matter_case};
}

} // namespace

Result<GivenLicense> Uses::use(const UseRequest& request) const {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  const Time now = with_.clock();
  const auto judge = [&](const Scan& scan, const UseCode& code,
                         const license::License& license) -> Result<ledger::Entry> {
    if (auto bound = check_binding(request, scan); !bound) return bound.error();
    if (const auto state = license.state_at(now); state != license::State::valid)
      return fail(ErrorKind::conflict, "SHOW_LICENSE_STATE", std::string(to_text(state)));
    return used_leaf(scan, code, with_.blinder, now);
  };
  auto used = with_.kept.use({request.code, request.idempotency_key, now}, judge);
  if (!used) return used.error();
  GivenLicense given{.license = std::move(used->license),
                     .view = license::View::only({used->code.fields.begin(), used->code.fields.end()}),
                     .fields = used->code.fields,
                     .scan = used->scan.id,
                     .use = used->number,
                     .uses = used->code.uses};
  const auto recorded =
      with_.disclosure.record(given.license, given.view, "use", reader_of(request, used->scan));
  if (!recorded) return recorded.error();
  if (!used->scan.session.empty()) with_.watchers.tell(session_topic(used->scan.session));
  return given;
}

} // namespace elicense::show
