// SPDX-License-Identifier: Apache-2.0
// A holder shows licenses: opening a session, its next code, its end.
#pragma once
#include "ledger/blinder.hpp"
#include "show/register.hpp"
#include "show/watchers.hpp"

namespace elicense::show {

struct ShowRequest {
  license::Holder shower;                // who asks
  std::vector<std::string> licenses;     // identifiers; empty: `mine`
  std::optional<Matter> for_matter = {}; // only with licenses
  std::string mandate = {};              // id; empty: the own licenses
};

struct SessionDependencies {
  Register& kept;
  FindLicense find;
  const ledger::Blinder& blinder;
  Watchers& watchers;
  Clock clock;
  crypto::RandomSource random;
};

struct OpenedSession {
  Session session;
  Code code;
};

class Sessions {
 public:
  explicit Sessions(SessionDependencies dependencies) : with_(std::move(dependencies)) {}

  // SHOW_REQUEST, LICENSE_NOT_FOUND (also another's), SHOW_LICENSE_STATE (not valid now), MANDATE_NOT_FOUND,
  // MANDATE_ENDED, MANDATE_SCOPE
  Result<OpenedSession> open(const ShowRequest& request) const;
  Result<Code> next_code(const std::string& session) const; // SHOW_SESSION_NOT_FOUND, SHOW_SESSION_ENDED
  Result<Session> stop(const std::string& session) const;   // SHOW_SESSION_NOT_FOUND

 private:
  Result<Code> drawn(Time now, const std::function<Result<void>(const Code&)>& keep) const;
  Result<Session> session_of(const ShowRequest& request, Time now) const;
  Result<void> add_license(Session& session, const std::string& identifier, const Mandate* mandate) const;
  SessionDependencies with_;
};

} // namespace elicense::show
