// SPDX-License-Identifier: Apache-2.0
// Synthetic stock of every type, read and judged: what is clean is clean, what is dirty is found.
#include "stock/synth.hpp"
#include "tests/stock/stock_files.hpp"
#include <set>

namespace elicense::stock {
namespace {

constexpr std::uint64_t some_rows = 120;
constexpr std::uint64_t checked_every = 15; // by the whole schema, which takes long

SynthSettings settings_of(Format format, std::uint32_t dirty = 5000) {
  return {some_rows, dirty, 11, format, today, true};
}

std::string file_of(const Synthesizer& synthesizer, std::uint64_t rows = some_rows) {
  std::string file = synthesizer.header();
  for (std::uint64_t number = 1; number <= rows; ++number)
    file += synthesizer.row(number).text;
  return file;
}

Questions scans_exist() {
  return {{}, [](const std::string& name) { return !name.starts_with("missing-"); }};
}

std::string in_words(const Assessment& assessment) {
  std::string text;
  for (const Finding& finding : assessment.findings)
    text += std::string(finding.rule) + " at " + finding.field + " " + finding.detail + "; ";
  return text;
}

void expect_found(const license::LicenseType& type, Format format) {
  const auto synthesizer = Synthesizer::make(type, settings_of(format)).value();
  const ReadRows read = read_rows(file_of(synthesizer), format);
  EXPECT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), some_rows);
  Assessor assessor = assessor_of(type, scans_exist());
  for (const Row& row : read.rows) {
    const Assessment assessment = assessor.assess(row).value();
    const auto expected = synthesizer.row(row.number).expected;
    EXPECT_EQ(assessment.grade == Grade::a, expected.empty())
        << type.name << " row " << row.number << ": " << in_words(assessment);
    for (const std::string_view rule : expected)
      EXPECT_THAT(rules_of(assessment), testing::Contains(rule)) << type.name << " row " << row.number;
    if (assessment.grade != Grade::c && row.number % checked_every == 0) {
      EXPECT_THAT(type.check_data(assessment.data), test::succeeds()) << type.name << " row " << row.number;
    }
  }
}

TEST(Synth, OfEveryTypeIsJudgedAsItWasMade) {
  for (const license::LicenseType* type : test::embedded_types().all()) {
    expect_found(*type, Format::csv);
    if (testing::Test::HasFailure()) break;
  }
}

TEST(Synth, IsJudgedAsItWasMadeInNdjsonToo) {
  for (const license::LicenseType* type : test::various_types())
    expect_found(*type, Format::ndjson);
}

// Rules that need the register, a file that is too large, or a type's schema beyond its fields' own rules;
// and what the fields' rules say first.
const std::set<std::string> not_made{"registered_number", "row_too_large", "schema",      "holder_name",
                                     "holder_code",       "row_json",      "row_columns", "shared_phone"};

TEST(Synth, HasEveryKindOfDirt) {
  std::set<std::string> made;
  for (const license::LicenseType* type : test::embedded_types().all())
    for (const std::string& kind : Synthesizer::make(*type, settings_of(Format::csv)).value().dirty_kinds())
      made.insert(kind);
  for (const Rule& rule : rules())
    EXPECT_NE(made.contains(std::string(rule.id)), not_made.contains(std::string(rule.id))) << rule.id;
  const auto in_ndjson =
      Synthesizer::make(type_of("营业执照"), settings_of(Format::ndjson)).value().dirty_kinds();
  EXPECT_THAT(in_ndjson, testing::IsSupersetOf({"row_json", "row_columns"}));
}

TEST(Synth, SharesPhonesOnlyAboveTheLimit) {
  license::LicenseType type = type_of("营业执照");
  type.schema["properties"]["联系电话"] = {{"type", "string"}, {"pattern", "^[0-9-]{5,20}$"}};
  type.example["联系电话"] = "0000-00000000";
  const SynthSettings settings{4000, max_dirt, 3, Format::csv, today, false};
  const auto synthesizer = Synthesizer::make(type, settings).value();
  Assessor assessor = assessor_of(type);
  int shared = 0;
  for (const Row& row : read_rows(file_of(synthesizer, settings.rows), Format::csv).rows) {
    const auto found = rules_of(assessor.assess(row).value());
    const auto expected = synthesizer.row(row.number).expected;
    const bool is_expected = std::ranges::find(expected, "shared_phone") != expected.end();
    EXPECT_EQ(std::ranges::find(found, "shared_phone") != found.end(), is_expected) << row.number;
    shared += is_expected ? 1 : 0;
  }
  EXPECT_GT(shared, 20);
}

TEST(Synth, FollowsFromTheSeed) {
  const license::LicenseType& type = type_of("居民身份证");
  SynthSettings settings = settings_of(Format::csv);
  const auto one = Synthesizer::make(type, settings).value(),
             again = Synthesizer::make(type, settings).value();
  settings.seed = 12;
  const auto other = Synthesizer::make(type, settings).value();
  EXPECT_EQ(file_of(one), file_of(again));
  EXPECT_EQ(one.row(50).text, again.row(50).text) << "whatever was asked for before";
  EXPECT_EQ(one.scan(5), again.scan(5));
  EXPECT_NE(one.scan(5), one.scan(6));
  EXPECT_NE(one.row(1).text, other.row(1).text);
}

TEST(Synth, IsAsDirtyAsWasAskedFor) {
  const license::LicenseType& type = type_of("营业执照");
  for (const std::uint32_t dirty : {0U, 500U, 10'000U}) {
    const auto synthesizer = Synthesizer::make(type, settings_of(Format::csv, dirty)).value();
    std::uint64_t count = 0;
    for (std::uint64_t number = 1; number <= some_rows; ++number)
      count += synthesizer.row(number).expected.empty() ? 0 : 1;
    EXPECT_EQ(count, some_rows * dirty / max_dirt);
  }
}

TEST(Synth, RefusesMoreRowsThanNumbersCanTellApart) {
  license::LicenseType type = type_of("营业执照");
  type.schema["properties"]["编号"] = {{"type", "string"}, {"pattern", "^证[0-9]{3}号$"}};
  type.example["编号"] = "证001号";
  type.number_field = "编号";
  SynthSettings settings = settings_of(Format::csv);
  settings.rows = 999;
  EXPECT_THAT(Synthesizer::make(type, settings), test::succeeds());
  settings.rows = 1000;
  EXPECT_THAT(Synthesizer::make(type, settings), test::fails_with("STOCK_SYNTH"));
}

TEST(Synth, MakesScans) {
  const auto synthesizer = Synthesizer::make(type_of("营业执照"), settings_of(Format::csv)).value();
  EXPECT_EQ(synthesizer.row(1).scan, "scan-00000001.png");
  EXPECT_TRUE(as_text(synthesizer.scan(1)).starts_with("\x89PNG"));
}

} // namespace
} // namespace elicense::stock
