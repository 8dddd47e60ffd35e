// SPDX-License-Identifier: Apache-2.0
#include "ledger/kind_rules.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

using Digest = DigestRole;
using Reference = ReferenceRole;

struct Rules {
  std::vector<Digest> digests;
  std::vector<Reference> references;
  bool word = false;
  bool number = false;
};

Rules rules_of(EntryKind kind) {
  switch (kind) {
  case EntryKind::license_issued:
    return {{Digest::document, Digest::metadata}, {Reference::license, Reference::holder, Reference::seal}};
  case EntryKind::license_transition:
    return {{}, {Reference::license}, true};
  case EntryKind::stock_imported:
    return {{Digest::file}, {}, false, true};
  case EntryKind::license_copied:
    return {{Digest::request}, {Reference::license, Reference::operator_}, true, true};
  case EntryKind::license_type_changed:
  case EntryKind::matters_published:
    return {{Digest::request}, {Reference::operator_, Reference::subject}, true, true};
  case EntryKind::seal_made:
    return {{Digest::file}, {Reference::seal}};
  case EntryKind::seal_used:
    return {{Digest::document}, {Reference::seal}};
  case EntryKind::seal_stopped:
    return {{}, {Reference::seal}, true};
  case EntryKind::consent_given:
  case EntryKind::consent_withdrawn:
    return {{Digest::authorization}, {Reference::holder}};
  case EntryKind::license_shown: // which license only where it is shown by name
    return {{}, {Reference::holder}};
  case EntryKind::code_scanned:
    return {{}, {Reference::client}};
  case EntryKind::use_codes_asked:
    return {{Digest::authorization}, {Reference::holder, Reference::operator_, Reference::client}, true};
  case EntryKind::use_code_made:
    return {{Digest::authorization}, {Reference::use_code}};
  case EntryKind::use_code_used:
    return {{}, {Reference::client, Reference::use_code}};
  case EntryKind::submission_received:
    return {{Digest::request, Digest::answer}, {Reference::matter_case}};
  case EntryKind::mandate_given:
  case EntryKind::mandate_ended:
    return {{Digest::authorization}, {Reference::holder, Reference::mandate}, true};
  case EntryKind::submission_answered:
    return {{Digest::request}, {Reference::operator_, Reference::matter_case}, true};
  case EntryKind::submission_withdrawn:
    return {{}, {Reference::holder, Reference::matter_case}};
  case EntryKind::license_recalled:
  case EntryKind::recall_acknowledged:
    return {{}, {Reference::license, Reference::client}, true};
  case EntryKind::complaint_made:
    return {{Digest::request}, {Reference::holder}, true};
  case EntryKind::trust_list_published:
    return {{Digest::list}, {}};
  case EntryKind::status_list_published:
    return {{Digest::list}, {}, false, true};
  case EntryKind::key_changed:
  case EntryKind::role_changed:
    return {{}, {Reference::subject}, true};
  case EntryKind::administrator_read:
    return {{}, {Reference::operator_}};
  case EntryKind::override_used:
    return {{Digest::request}, {}, true};
  case EntryKind::license_read:
    return {{Digest::answer}, {Reference::license, Reference::holder}};
  case EntryKind::data_erased:
    return {{}, {}, true};
  case EntryKind::client_suspected:
    return {{}, {Reference::client}, true, true};
  }
  return {};
}

template <class Role> bool has_all(const std::vector<Fact<Role>>& facts, const std::vector<Role>& required) {
  return std::ranges::all_of(
      required, [&](Role role) { return std::ranges::find(facts, role, &Fact<Role>::role) != facts.end(); });
}

Error missing(const Entry& entry, const char* what) {
  return fail(ErrorKind::invalid, "LEDGER_ENTRY_RULES", std::string(name_of(entry.kind)) + ": " + what);
}

} // namespace

Result<void> check_kind_rules(const Entry& entry) {
  const Rules rules = rules_of(entry.kind);
  if (!has_all(entry.digests, rules.digests)) return missing(entry, "digests");
  if (!has_all(entry.references, rules.references)) return missing(entry, "references");
  if (rules.word && entry.word.empty()) return missing(entry, "word");
  if (rules.number && !entry.number) return missing(entry, "number");
  return {};
}

} // namespace elicense::ledger
