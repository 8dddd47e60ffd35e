// SPDX-License-Identifier: Apache-2.0
#include "jobs/leaves.hpp"

namespace elicense::jobs {
namespace {

using ledger::DigestRole;
using ledger::ReferenceRole;

crypto::Sm3Digest file_digest(const Job& job) {
  crypto::Sm3Digest digest{};
  const auto bytes = from_hex(job.details.file_sm3);
  if (bytes && bytes->size() == digest.size()) std::ranges::copy(*bytes, digest.begin());
  return digest;
}

ledger::Entry leaf(const Job& job, std::string_view word, const ledger::Blinder& blinder, Time at) {
  return {.kind = ledger::EntryKind::stock_imported,
          .at = at,
          .digests = {{DigestRole::file, file_digest(job)}},
          .references = {{ReferenceRole::subject, blinder.reference(ReferenceRole::subject, job.id)}},
          .word = std::string(word),
          .number = static_cast<std::uint32_t>(job.counts.issued)};
}

} // namespace

ledger::Entry complete_leaf(const Job& job, const crypto::Sm3Digest& list, const ledger::Blinder& blinder,
                            Time at) {
  ledger::Entry entry = leaf(job, complete_word, blinder, at);
  entry.digests.insert(entry.digests.begin(), {DigestRole::list, list});
  return entry;
}

ledger::Entry decided_leaf(const Job& job, std::string_view word, const std::string& by,
                           const ledger::Blinder& blinder, Time at) {
  ledger::Entry entry = leaf(job, word, blinder, at);
  entry.references.insert(entry.references.begin(),
                          {ReferenceRole::operator_, blinder.reference(ReferenceRole::operator_, by)});
  return entry;
}

} // namespace elicense::jobs
