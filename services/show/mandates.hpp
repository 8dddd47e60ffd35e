// SPDX-License-Identifier: Apache-2.0
// Giving, recording and revoking mandates.
#pragma once
#include "ledger/blinder.hpp"
#include "license/type.hpp"
#include "privacy/holder_register.hpp"
#include "show/register.hpp"
#include "show/watchers.hpp"

namespace elicense::show {

// A place in the status lists that no license and no mandate has yet, by its number. STORE_…
using ReserveStatusNumber = std::function<Result<std::uint64_t>()>;

struct MandateDependencies {
  Register& kept;
  privacy::HolderRegister& holders;
  const license::TypeCatalogue& types;
  const ledger::Blinder& blinder;
  Watchers& watchers;
  ReserveStatusNumber status_number;
  Clock clock;
  crypto::RandomSource random;
};

struct PaperCode {
  Mandate mandate;
  std::string reference; // known now and never again
};

class Mandates {
 public:
  explicit Mandates(MandateDependencies dependencies) : with_(std::move(dependencies)) {}

  // As wanted, but for id, kind, given_at and, where it is not set, from. MANDATE_REQUEST, MANDATE_PERSON,
  // MANDATE_NAME (the principal has no license in this name), SHOW_TYPE_UNKNOWN, IDEMPOTENCY_KEY_MISSING,
  // IDEMPOTENCY_MISMATCH, MANDATE_TOO_MANY
  Result<Mandate> give(Mandate wanted, const std::string& idempotency_key) const; // relative or handler
  Result<Mandate> record_guardian(Mandate wanted, const std::string& idempotency_key) const;
  // A repeated request is refused (MANDATE_PAPER_MADE): the reference is not kept.
  Result<PaperCode> make_paper(Mandate wanted, const std::string& idempotency_key) const;

  Result<Mandate> revoke(const std::string& id) const; // MANDATE_NOT_FOUND
  // All codes on paper of this person; answers how many.
  Result<std::int64_t> lose_papers(const license::Holder& holder) const;

 private:
  Result<Mandate> prepared(Mandate wanted, std::int64_t max_uses, std::chrono::days max_life) const;
  Result<void> check_name(const Mandate& wanted) const;
  Result<Mandate> record(Mandate mandate, const RequestKey& key, std::string_view paper) const;
  MandateDependencies with_;
};

} // namespace elicense::show
