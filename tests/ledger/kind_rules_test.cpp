// SPDX-License-Identifier: Apache-2.0
// docs/ledger.md has the same table; each line is taken away once.
#include "ledger/kind_rules.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using test::entry_of;
using test::fails_with;
using test::succeeds;
using D = DigestRole;
using R = ReferenceRole;

struct Row {
  EntryKind kind;
  std::vector<D> digests;
  std::vector<R> references;
  bool word = false, number = false;
};

const std::vector<Row> table = {
    {EntryKind::license_issued, {D::document, D::metadata}, {R::license, R::holder, R::seal}},
    {EntryKind::license_transition, {}, {R::license}, true},
    {EntryKind::stock_imported, {D::file}, {}, false, true},
    {EntryKind::license_copied, {D::request}, {R::license, R::operator_}, true, true},
    {EntryKind::license_type_changed, {D::request}, {R::operator_, R::subject}, true, true},
    {EntryKind::seal_made, {D::file}, {R::seal}},
    {EntryKind::seal_used, {D::document}, {R::seal}},
    {EntryKind::seal_stopped, {}, {R::seal}, true},
    {EntryKind::consent_given, {D::authorization}, {R::holder}},
    {EntryKind::consent_withdrawn, {D::authorization}, {R::holder}},
    {EntryKind::license_shown, {}, {R::holder}},
    {EntryKind::code_scanned, {}, {R::client}},
    {EntryKind::use_codes_asked, {D::authorization}, {R::holder, R::operator_, R::client}, true},
    {EntryKind::use_code_made, {D::authorization}, {R::use_code}},
    {EntryKind::use_code_used, {}, {R::client, R::use_code}},
    {EntryKind::submission_received, {D::request, D::answer}, {R::matter_case}},
    {EntryKind::mandate_given, {D::authorization}, {R::holder, R::mandate}, true},
    {EntryKind::mandate_ended, {D::authorization}, {R::holder, R::mandate}, true},
    {EntryKind::submission_answered, {D::request}, {R::operator_, R::matter_case}, true},
    {EntryKind::submission_withdrawn, {}, {R::holder, R::matter_case}},
    {EntryKind::license_recalled, {}, {R::license, R::client}, true},
    {EntryKind::recall_acknowledged, {}, {R::license, R::client}, true},
    {EntryKind::complaint_made, {D::request}, {R::holder}, true},
    {EntryKind::trust_list_published, {D::list}, {}},
    {EntryKind::status_list_published, {D::list}, {}, false, true},
    {EntryKind::matters_published, {D::request}, {R::operator_, R::subject}, true, true},
    {EntryKind::key_changed, {}, {R::subject}, true},
    {EntryKind::role_changed, {}, {R::subject}, true},
    {EntryKind::administrator_read, {}, {R::operator_}},
    {EntryKind::override_used, {D::request}, {}, true},
    {EntryKind::license_read, {D::answer}, {R::license, R::holder}},
    {EntryKind::data_erased, {}, {}, true},
    {EntryKind::client_suspected, {}, {R::client}, true, true},
};

Entry least(const Row& row) {
  Entry entry{.kind = row.kind, .at = {}, .digests = {}, .references = {}, .word = {}, .number = {}};
  for (const D role : row.digests)
    entry.digests.push_back({role, {}});
  for (const R role : row.references)
    entry.references.push_back({role, {}});
  if (row.word) entry.word = "word";
  if (row.number) entry.number = 0;
  return entry;
}

TEST(KindRules, TheTableHasEveryKind) {
  std::size_t known = 0;
  for (int kind = 0; kind <= 0xffff; ++kind)
    known += name_of(static_cast<EntryKind>(kind)).empty() ? 0 : 1;
  EXPECT_EQ(table.size(), known);
}

TEST(KindRules, TheLeastAndTheMostAreAllowed) {
  for (const Row& row : table) {
    EXPECT_THAT(check_kind_rules(least(row)), succeeds()) << name_of(row.kind);
    EXPECT_THAT(check_kind_rules(entry_of(row.kind)), succeeds()) << name_of(row.kind);
  }
}

TEST(KindRules, AnUnknownKindIsLeftToTheEncoding) {
  Entry entry = entry_of(static_cast<EntryKind>(999));
  EXPECT_THAT(check_kind_rules(entry), succeeds());
  EXPECT_THAT(encode_entry(entry), fails_with("LEDGER_ENTRY_MALFORMED"));
}

TEST(KindRules, NothingRequiredMayBeMissing) {
  for (const Row& row : table) {
    for (std::size_t i = 0; i < row.digests.size(); ++i) {
      Entry entry = least(row);
      entry.digests.erase(entry.digests.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_THAT(check_kind_rules(entry), fails_with("LEDGER_ENTRY_RULES")) << name_of(row.kind);
    }
    for (std::size_t i = 0; i < row.references.size(); ++i) {
      Entry entry = least(row);
      entry.references.erase(entry.references.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_THAT(check_kind_rules(entry), fails_with("LEDGER_ENTRY_RULES")) << name_of(row.kind);
    }
    Entry without = least(row);
    without.word.clear();
    without.number.reset();
    EXPECT_EQ(check_kind_rules(without).has_value(), !row.word && !row.number) << name_of(row.kind);
  }
}

} // namespace
} // namespace elicense::ledger
