// SPDX-License-Identifier: Apache-2.0
#include "show/sessions.hpp"

#include "show/leaves.hpp"
#include "show/scans.hpp"

#include <algorithm>
#include <set>

namespace elicense::show {
namespace {

Result<void> check(const ShowRequest& request) {
  const std::set<std::string> distinct(request.licenses.begin(), request.licenses.end());
  if (request.licenses.size() > max_shown_licenses || distinct.size() != request.licenses.size())
    return show_request_error("licenses: from 1 to 20, each once");
  if (!request.for_matter) return {};
  if (request.licenses.empty()) return show_request_error("for_matter goes with named licenses only");
  return check_matter(*request.for_matter);
}

} // namespace

Result<void> Sessions::add_license(Session& session, const std::string& identifier,
                                   const Mandate* mandate) const {
  const auto license = with_.find(identifier);
  if (!license) return license.error();
  if (!license->is_held_by(session.holder)) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  if (mandate != nullptr && !mandate->covers_type(license->type_code))
    return fail(ErrorKind::forbidden, "MANDATE_SCOPE", license->type_code);
  if (const auto state = license->state_at(session.opened_at); state != license::State::valid)
    return fail(ErrorKind::conflict, "SHOW_LICENSE_STATE", std::string(to_text(state)));
  session.licenses.push_back({license->identifier, license->type_code, license->type_name});
  return {};
}

Result<Session> Sessions::session_of(const ShowRequest& request, Time now) const {
  Session session;
  session.id = crypto::random_id(with_.random);
  session.holder = session.shower = request.shower;
  session.mine = request.licenses.empty();
  session.for_matter = request.for_matter;
  session.opened_at = now;
  session.ends_at = now + show_session_life;
  std::optional<Mandate> mandate;
  if (!request.mandate.empty()) {
    auto found = with_.kept.mandate(request.mandate);
    if (!found) return found.error();
    if (!is_same(found->agent, request.shower) || found->kind == MandateKind::paper)
      return fail(ErrorKind::not_found, "MANDATE_NOT_FOUND");
    if (found->state_at(now) != MandateState::valid)
      return fail(ErrorKind::conflict, "MANDATE_ENDED", std::string(to_text(found->state_at(now))));
    mandate = *std::move(found);
    session.holder = mandate->principal;
    session.standing = mandate->standing();
  }
  for (const std::string& identifier : request.licenses)
    if (auto added = add_license(session, identifier, mandate ? &*mandate : nullptr); !added)
      return added.error();
  return session;
}

// Ten digits may be those of another code: then others are drawn.
Result<Code> Sessions::drawn(Time now, const std::function<Result<void>(const Code&)>& keep) const {
  constexpr int tries = 5;
  for (int i = 1;; ++i) {
    const Code code = make_code(with_.random, now);
    const auto kept = keep(code);
    if (kept) return code;
    if (kept.error().code != "SHOW_CODE_TAKEN" || i == tries) return kept.error();
  }
}

Result<OpenedSession> Sessions::open(const ShowRequest& request) const {
  if (auto good = check(request); !good) return good.error();
  const Time now = with_.clock();
  auto session = session_of(request, now);
  if (!session) return session.error();
  const LeafedSession opened{*session, shown_leaves(*session, with_.blinder)};
  const auto code = drawn(now, [&](const Code& each) { return with_.kept.open_session(opened, each); });
  if (!code) return code.error();
  return OpenedSession{*std::move(session), *code};
}

Result<Code> Sessions::next_code(const std::string& session) const {
  const Time now = with_.clock();
  return drawn(now, [&](const Code& code) { return with_.kept.add_code(session, code, now); });
}

Result<Session> Sessions::stop(const std::string& session) const {
  const Time now = with_.clock();
  std::vector<std::string> ended;
  const auto stopped = with_.kept.end_session(session, now, [&](const Scan& scan) {
    ended.push_back(scan.id);
    return LeafedScan{refused(scan, now), {}};
  });
  if (!stopped) return stopped.error();
  with_.watchers.tell(session_topic(session));
  for (const std::string& scan : ended)
    with_.watchers.tell(scan_topic(scan));
  return *stopped;
}

} // namespace elicense::show
