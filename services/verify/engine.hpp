// SPDX-License-Identifier: Apache-2.0
// The verification engine, for our own and foreign documents. Never stops at the first finding.
#pragma once
#include "crypto/trust_store.hpp"
#include "license/register.hpp"
#include "license/type.hpp"
#include "ofd/document.hpp"
#include "verify/report.hpp"

namespace elicense::verify {

using OwnIssuers =
    std::set<std::string, std::less<>>; // codes of issuers whose every license the register knows

class Engine {
 public:
  // `licenses` and `types` may be null: an offline verifier without a register. Then a license's state is
  // "unknown", as it is for a license of others; that does not touch the verdict, which is about the
  // document. A license of one of `own_issuers` that the register does not know is untrusted.
  Engine(std::shared_ptr<const crypto::TrustStore> trust, license::Register* licenses,
         const license::TypeCatalogue* types, Clock clock, OwnIssuers own_issuers = {});

  // `at`: the moment asked about; empty means now. The verdict is undetermined when no failure was found and
  // a question could not be answered (unknown anchor, stale list, register unreachable); unsigned is
  // untrusted.
  Report verify(ByteView file, std::optional<Time> at = {}) const;
  // Now, of a file that was signed just then: what is in it byte for byte as it was digested for the
  // signature is not digested again.
  Report verify(const ofd::SignedFile& file) const;

 private:
  Report verify(ByteView file, std::optional<Time> at, const ofd::Package* signed_as) const;
  std::shared_ptr<const crypto::TrustStore> trust_;
  license::Register* licenses_;
  const license::TypeCatalogue* types_;
  Clock clock_;
  OwnIssuers own_issuers_;
};

// Claimed fields against the register: GB/T 36906 as implemented (standards 3.5).
enum class ClaimOutcome {
  correct_and_valid = 0,       // 信息正确且有效
  correct_not_activated = 1,   // 信息正确且未激活
  correct_suspended = 2,       // 信息正确且证照暂时失效
  correct_no_longer_valid = 3, // 信息正确且证照已失效
  incomplete = 4,              // 信息不全无法验证
  not_found = 5,               // 查无此信息
  mismatch = 6,                // 信息错误参数不一致
};
struct ClaimReport {
  ClaimOutcome outcome = ClaimOutcome::incomplete;
  std::vector<std::string> wrong_fields; // names only, never the registered values
  Freshness freshness;
};
// `fields`: business data by name, and/or holder_name, holder_code, number. STORE_UNAVAILABLE when it could
// not be asked.
Result<ClaimReport> verify_claims(license::Register& licenses, std::string_view identifier,
                                  const nlohmann::json& fields, Time at);

} // namespace elicense::verify
