// SPDX-License-Identifier: Apache-2.0
// The coverage rule, closed towards failure.
#include "verify/coverage_check.hpp"

#include "ofd/coverage.hpp"
#include "verify/entry_list_check.hpp"

namespace elicense::verify {
namespace {

struct Uncovered {
  std::vector<std::string> reachable,
      unknown;       // shown to a reader; in the file without being part of the document
  bool root = false; // OFD.xml itself
};

Uncovered sorted(const Examination& examination, const std::vector<std::string>& uncovered) {
  Uncovered result;
  for (const std::string& path : uncovered) {
    if (path == package_root)
      result.root = true;
    else
      (examination.document.reachable.contains(path) ? result.reachable : result.unknown).push_back(path);
  }
  return result;
}

// OFD.xml says which Document.xml is shown and carries the metadata. Vendors leave it out, so that it is no
// proof of a forgery; but nobody vouches for it: never better than undetermined, and its metadata are not
// used.
Step root_covered(bool covered) {
  return {"COVERAGE_OFD_XML", covered ? Outcome::passed : Outcome::undetermined, ""};
}

bool is_seal_file(const ofd::Document& document, const std::string& path) {
  return std::ranges::count(document.signatures, path, &ofd::Signature::seal_path) > 0;
}

// The seal of a later signature is not part of what an earlier one can vouch for.
bool vouches_for_all(const Examination& examination, std::size_t signature) {
  const auto alone = ofd::coverage(examination.package, examination.document, {signature});
  const Uncovered uncovered = sorted(examination, alone.uncovered);
  return !uncovered.root && std::ranges::all_of(uncovered.reachable, [&](const std::string& path) {
    return is_seal_file(examination.document, path);
  });
}

// A signer who covers only a part is named in the report as if he stood for all of it; and two that cover
// half each leave nobody who vouches for the document as a whole.
Step whole_by_each(const Examination& examination, const std::vector<std::size_t>& good) {
  for (const std::size_t index : good)
    if (!vouches_for_all(examination, index))
      return {"COVERAGE_WHOLE", Outcome::undetermined, examination.document.signatures[index].id};
  return {"COVERAGE_WHOLE", Outcome::passed, ""};
}

} // namespace

void check_coverage(const Examination& examination, const std::vector<std::size_t>& good, Report& report) {
  EntryListFinding list = check_entry_list(examination);
  auto coverage = ofd::coverage(examination.package, examination.document, good);
  std::erase_if(coverage.uncovered, [&](const std::string& path) {
    return list.own.contains(path) && !examination.document.reachable.contains(path);
  });
  for (const std::string& path : coverage.uncovered)
    report.uncovered.push_back(absolute(path));
  report.coverage = std::move(list.steps);
  if (good.empty()) {
    report.coverage.push_back(
        {"COVERAGE_REACHABLE", Outcome::undetermined, "no signature that could protect"});
    return;
  }
  const Uncovered uncovered = sorted(examination, coverage.uncovered);
  report.coverage.push_back(none_of("COVERAGE_REACHABLE", uncovered.reachable));
  report.coverage.push_back(none_of("COVERAGE_UNCOVERED_ENTRY", uncovered.unknown));
  report.coverage.push_back(root_covered(!uncovered.root));
  if (uncovered.root) report.deviations.push_back("OFD_XML_UNCOVERED");
  if (uncovered.reachable.empty()) report.coverage.push_back(whole_by_each(examination, good));
}

} // namespace elicense::verify
