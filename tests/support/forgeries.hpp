// SPDX-License-Identifier: Apache-2.0
// S-OFD: the catalogue of forged documents, cases 1 to 42 of the test catalogue. Each case is made from a
// good document in every place it can touch, with the finding a verdict must then name.
#pragma once
#include "tests/support/report_facts.hpp"
#include "tests/support/specimens.hpp"
#include <set>

namespace elicense::test {

// Outsiders have no key of the document's signers. An insider signs what he changed, so that his signatures
// are right and the document is not; some of that cannot be told from a vendor's habit and stays
// undetermined.
enum class Forger { outsider, insider };

using Causes = std::set<std::string>;

struct Forgery {
  std::string what;
  Forger forger = Forger::outsider;
  Bytes file;
  Causes causes;     // one of these is the verdict's
  std::string entry; // what the report must name; empty when it is the document as a whole
  std::shared_ptr<const verify::Engine> judge = {}; // the usual engine when absent
};

// Makes the forgeries of one case from one good document and hands each on.
class Forge {
 public:
  using Change = std::function<void(OfdEntries&)>;
  using Take = std::function<void(const Forgery&)>;
  Forge(const Specimen& specimen, Take take) : specimen(specimen), take_(std::move(take)) {}

  void outsider(const std::string& what, const Change& change, Causes causes,
                const std::string& entry = "") const;
  void insider(const std::string& what, const Change& change, Causes causes,
               const std::string& entry = "") const;
  void both(const std::string& what, const Change& change, const Causes& causes,
            const std::string& entry = "") const;
  void file(const std::string& what, Bytes bytes, Causes causes, const std::string& entry = "") const;
  void judged(Forgery forgery) const { take_(forgery); }

  std::vector<std::string> names() const { return OfdEntries(specimen.file).names(); }
  // Entries that the References of some signature list.
  std::vector<std::string> covered() const;
  bool is_parsed(const std::string& entry) const; // XML that a reader of OFD looks into
  const std::string& root() const { return specimen.document.root; }
  const std::string& list() const { return specimen.document.signatures_path; }
  bool is_covered(const std::string& entry) const;
  // The finding when a byte is added to an entry: its digest, or what a signature's own file no longer fits.
  Causes changed(const std::string& entry) const;

  const Specimen& specimen;

 private:
  Take take_;
};

struct ForgeryCase {
  int number; // of the catalogue
  std::string title;
  std::function<void(const Forge&)> make;
};
inline void PrintTo(const ForgeryCase& one, std::ostream* out) { // for GoogleTest
  *out << one.title;
}

std::vector<ForgeryCase> content_forgeries();   // 1-9, 33-35, 39: pages, resources, attachments
std::vector<ForgeryCase> pointer_forgeries();   // 10-17: OFD.xml and the list of signatures
std::vector<ForgeryCase> signature_forgeries(); // 2, 3, 18-24, 29, 31, 32: Signature.xml
std::vector<ForgeryCase> value_forgeries();     // 25-28, 30: seals and signature values
std::vector<ForgeryCase> package_forgeries();   // 37, 38, 40: the package
std::vector<ForgeryCase> license_forgeries();   // 36, 41, 42: what the metadata and the register say

std::vector<ForgeryCase> forgery_catalogue(); // all of them, by number

} // namespace elicense::test
