// SPDX-License-Identifier: Apache-2.0
// The tools of forgers, and the catalogue in order.
#include "tests/support/forgeries.hpp"

#include <algorithm>

namespace elicense::test {

void Forge::outsider(const std::string& what, const Change& change, Causes causes,
                     const std::string& entry) const {
  OfdEntries entries(specimen.file);
  change(entries);
  take_({what, Forger::outsider, entries.pack(), std::move(causes), entry});
}

void Forge::insider(const std::string& what, const Change& change, Causes causes,
                    const std::string& entry) const {
  OfdEntries entries(specimen.file);
  change(entries);
  specimen.sign(entries);
  take_({what, Forger::insider, entries.pack(), std::move(causes), entry});
}

void Forge::both(const std::string& what, const Change& change, const Causes& causes,
                 const std::string& entry) const {
  outsider(what, change, causes, entry);
  insider(what, change, causes, entry);
}

void Forge::file(const std::string& what, Bytes bytes, Causes causes, const std::string& entry) const {
  take_({what, Forger::outsider, std::move(bytes), std::move(causes), entry});
}

std::vector<std::string> Forge::covered() const {
  std::set<std::string> all;
  for (const ofd::Signature& signature : specimen.document.signatures)
    for (const ofd::Reference& reference : signature.references)
      all.insert(reference.path);
  return {all.begin(), all.end()};
}

bool Forge::is_covered(const std::string& entry) const {
  const auto all = covered();
  return std::ranges::count(all, entry) != 0;
}

bool Forge::is_parsed(const std::string& entry) const {
  const auto& attachments = specimen.document.attachments;
  return entry.ends_with(".xml") && std::ranges::count(attachments, entry, &ofd::Attachment::path) == 0;
}

Causes Forge::changed(const std::string& entry) const {
  const auto& signatures = specimen.document.signatures;
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    if (signatures[i].path == entry) return {specimen.signers[i].hash_cause()};
    if (signatures[i].value_path == entry) return {specimen.signers[i].format_cause()};
  }
  return {"SIG_REFERENCES"};
}

std::vector<ForgeryCase> forgery_catalogue() {
  std::vector<ForgeryCase> all;
  for (auto& part : {content_forgeries(), pointer_forgeries(), signature_forgeries(), value_forgeries(),
                     package_forgeries(), license_forgeries()})
    all.insert(all.end(), part.begin(), part.end());
  std::ranges::stable_sort(all, {}, &ForgeryCase::number);
  return all;
}

} // namespace elicense::test
