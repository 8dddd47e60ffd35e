// SPDX-License-Identifier: Apache-2.0
// What the parts of reading one document share: the package, the document so far, and how references are
// followed.
#pragma once
#include "ofd/fields.hpp"

namespace elicense::ofd {

using Fault = std::optional<Error>;

void add_once(std::vector<std::string>& codes, std::string_view code);

class Reading;
using Visit = Fault (*)(Reading&, const std::string& path); // reads an entry of one kind

class Reading {
 public:
  explicit Reading(const Package& package) : package(package) {}

  const Package& package;
  Document document;

  // Parses an entry and notes how the file departs from the standard.
  Result<XmlFile> load(const std::string& path, XmlProfile profile, std::vector<std::string>& deviations);
  Result<XmlFile> load(const std::string& path, XmlProfile profile) {
    return load(path, profile, document.deviations);
  }

  // The entry that `location` in `base` names; some real files write the case of a folder differently in the
  // reference, which is unambiguous in a package without case twins. Nullopt when there is no such entry.
  Result<std::optional<std::string>> locate(std::string_view base, std::string_view location);
  // The same for what must be there (OFD_ENTRY_MISSING); the entry becomes reachable.
  Result<std::string> reach(std::string_view base, std::string_view location);
  // The same for what may be missing, which is a deviation. However often it is referred to, it is visited
  // once.
  Fault follow(std::string_view base, std::string_view location, Visit visit = nullptr);
  Fault visit_once(Visit visit, const std::string& path);

  std::map<std::string, Box> page_boxes; // of the visited pages that have their own
  std::map<std::string, Result<std::vector<TextObject>>> page_texts;

 private:
  const std::string* find_case_twin(const std::string& path); // nullptr when there is none

  std::map<std::string, std::string> by_folded_name_; // made when first asked
  std::set<std::pair<Visit, std::string>> visited_;
};

// What a page shows, or why it cannot be told; a page is read for its other parts all the same.
Result<std::vector<TextObject>> text_of_page(const std::string& path, const XmlElement& page);

// The kinds of entries.
Fault read_page(Reading& reading, const std::string& path); // also a template page
Fault read_resources(Reading& reading, const std::string& path);
Fault read_annotations(Reading& reading, const std::string& path);
Fault read_attachments(Reading& reading, const std::string& path);
Fault read_custom_tags(Reading& reading, const std::string& path);
Fault read_extensions(Reading& reading, const std::string& path);
void read_signatures(Reading& reading, const std::string& location); // faults go to signature_errors

} // namespace elicense::ofd
