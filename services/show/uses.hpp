// SPDX-License-Identifier: Apache-2.0
// The only way from a use-code (用证码) to data: for the endpoint, and for rooms that take licenses in
// process (submissions).
#pragma once
#include "license/view.hpp"
#include "privacy/disclosure.hpp"
#include "show/register.hpp"
#include "show/watchers.hpp"

namespace elicense::show {

// What the code was made for. All of it has to be said again.
struct UseRequest {
  std::string code;
  std::string idempotency_key; // scoped by the caller: the same key is the same use
  Asker asker;
  std::string matter; // its code
  std::string matter_case;
  std::string item = {}; // its code; empty: not said, and good for a code of any
};

struct UseDependencies {
  Register& kept;
  const privacy::Disclosure& disclosure;
  const ledger::Blinder& blinder;
  Watchers& watchers;
  Clock clock;
};

struct GivenLicense {
  license::License license; // whole, as it is now: show it by `view`, and keep no more of it
  license::View view;       // the fields that were agreed to
  std::vector<std::string> fields;
  std::string scan;
  std::int64_t use = 0, uses = 0; // which use this was, of how many
};

class Uses {
 public:
  explicit Uses(UseDependencies dependencies) : with_(std::move(dependencies)) {}

  // Counted and recorded for the holder before it is answered. IDEMPOTENCY_KEY_MISSING, USE_CODE_UNKNOWN
  // (also another party's), USE_CODE_BINDING (another matter, item, case, operator or device), USE_CODE_ENDED
  // (used up, expired, stopped), MANDATE_ENDED (taken back), SHOW_LICENSE_STATE, LICENSE_ERASED, STORE_…
  Result<GivenLicense> use(const UseRequest& request) const;
  // For a preflight: the state as it is now, recorded for the holder and not counted, for nothing is handed
  // over by it. As use(), without its key
  Result<GivenLicense> look_at(const UseRequest& request) const;

 private:
  Result<void> check(const UseRequest& request, const Scan& scan, const license::License& license,
                     Time now) const;
  Result<GivenLicense> given(Use used, std::string_view what) const;
  UseDependencies with_;
};

privacy::Reader reader_of(const Scan& scan); // who asked, as the holder's access log has it

} // namespace elicense::show
