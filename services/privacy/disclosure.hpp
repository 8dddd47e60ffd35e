// SPDX-License-Identifier: Apache-2.0
// The one way by which personal data leave the house: recorded first, then shown as far as the view allows.
// What cannot be recorded is not shown.
#pragma once
#include "crypto/random.hpp"
#include "license/view.hpp"
#include "privacy/access_log.hpp"

namespace elicense::privacy {

struct DisclosureDependencies {
  AccessLog& log;
  const ledger::Blinder& blinder;
  Clock clock;
  crypto::RandomSource random;
};

class Disclosure {
 public:
  explicit Disclosure(DisclosureDependencies dependencies) : with_(std::move(dependencies)) {}

  // To be called before anything is shown. `what` as in Access. STORE_…
  Result<void> record(const license::License& license, const license::View& view, std::string_view what,
                      const Reader& reader) const;
  // Something about these fields is told without showing them, such as whether a claim is right.
  Result<void> record(const license::License& license, std::vector<std::string> fields, std::string_view what,
                      const Reader& reader) const;

 private:
  using AccessOf = std::function<Access(const license::Holder&)>;
  Result<void> record(const std::vector<license::Holder>& holders, const AccessOf& access_of) const;
  DisclosureDependencies with_;
};

} // namespace elicense::privacy
