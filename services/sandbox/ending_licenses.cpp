// SPDX-License-Identifier: Apache-2.0
#include "sandbox/ending_licenses.hpp"

#include "sandbox/persona.hpp"

namespace elicense::sandbox {
namespace {

constexpr const char* long_past = "1970-01-01";

} // namespace

Result<show::Use> EndingLicenses::use(const show::UseKey& key, const show::JudgeUse& judge) {
  return inner_->use(key,
                     [&](const show::Scan& scan, const show::UseCode& code,
                         license::License license) -> Result<ledger::Entry> {
                       if (is_one_of(holders_, scan.holder)) license.valid_until = long_past;
                       return judge(scan, code, license);
                     });
}

} // namespace elicense::sandbox
