// SPDX-License-Identifier: Apache-2.0
// Taking packages apart and putting them together again.
#include "tests/support/ofd_mutation.hpp"

#include <algorithm>
#include <stdexcept>

namespace elicense::test {
namespace {

void collect(const ofd::XmlElement& element, std::string_view name, std::vector<ofd::XmlElement>& found) {
  if (element.name == name) {
    found.push_back(element);
    found.back().children = {};
  }
  for (const ofd::XmlElement& child : element.children)
    collect(child, name, found);
}

} // namespace

std::string attribute_of(const ofd::XmlElement& element, std::string_view name) {
  const auto found = std::ranges::find(element.attributes, name, &ofd::XmlAttribute::name);
  return found == element.attributes.end() ? std::string() : std::string(found->value);
}

struct OfdEntries::Parsed {
  explicit Parsed(Bytes entry) : content(std::move(entry)) {}
  Bytes content;
  Result<ofd::XmlFile> file = ofd::parse_xml(content, ofd::XmlProfile::foreign);
};

OfdEntries::OfdEntries(ByteView file) {
  const auto package = ofd::Package::open(file).value();
  entries_.insert(package.entries().begin(), package.entries().end());
}

std::vector<std::string> OfdEntries::names() const {
  std::vector<std::string> names;
  for (const auto& [name, content] : entries_)
    names.push_back(name);
  return names;
}

Bytes& OfdEntries::content(const std::string& name) {
  return entries_.at(name);
}

std::string OfdEntries::text(const std::string& name) {
  return std::string(as_text(content(name)));
}

OfdEntries& OfdEntries::replace(const std::string& name, std::string_view from, std::string_view to) {
  std::string text = this->text(name);
  std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument(name + " has no " + std::string(from));
  for (; at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return set(name, text);
}

OfdEntries& OfdEntries::set(const std::string& name, std::string_view content) {
  entries_[name] = to_bytes(content);
  return *this;
}

OfdEntries& OfdEntries::remove(const std::string& name) {
  if (entries_.erase(name) == 0) throw std::invalid_argument("no " + name);
  return *this;
}

OfdEntries& OfdEntries::flip(const std::string& name, std::size_t offset) {
  content(name).at(offset) ^= 1;
  return *this;
}

OfdEntries& OfdEntries::refresh_references(const std::string& folder) {
  return refresh_references_of(folder + "/Signature.xml");
}

OfdEntries& OfdEntries::refresh_references_of(const std::string& signature_file) {
  const auto references = elements(signature_file, "Reference"),
             values = elements(signature_file, "CheckValue");
  for (std::size_t i = std::min(references.size(), values.size());
       i-- > 0;) { // from the end: places stay right
    const auto path = ofd::resolve(signature_file, attribute_of(references[i], "FileRef"));
    const auto entry = entries_.find(path ? *path : "");
    if (entry == entries_.end()) continue;
    const std::string digest = to_base64(crypto::sm3(entry->second));
    replace_element(signature_file, values[i], ofd::element_markup(values[i], "CheckValue", {}, digest));
  }
  return *this;
}

std::vector<ofd::XmlElement> OfdEntries::elements(const std::string& name, std::string_view element) & {
  parsed_.push_back(std::make_shared<const Parsed>(content(name)));
  std::vector<ofd::XmlElement> found;
  const auto& file = parsed_.back()->file;
  if (file) collect(file->root, element, found);
  return found;
}

std::string OfdEntries::markup(const std::string& name, const ofd::XmlElement& element) {
  return text(name).substr(element.begin, element.end - element.begin);
}

OfdEntries& OfdEntries::replace_element(const std::string& name, const ofd::XmlElement& element,
                                        std::string_view markup) {
  ofd::replace_element(content(name), element, markup);
  return *this;
}

OfdEntries& OfdEntries::append_to(const std::string& name, std::string_view element,
                                  std::string_view markup) {
  ofd::insert_last(content(name), elements(name, element).at(0), markup);
  return *this;
}

OfdEntries& OfdEntries::resign(const seal::HeldSeal& held, const std::string& folder) {
  const Time now = test_pki().now;
  const std::string path = folder + "/Signature.xml";
  const crypto::SealSignatureDraft draft{held.seal.der, now, crypto::sm3(content(path)), "/" + path};
  entries_[folder + "/SignedValue.dat"] =
      crypto::make_seal_signature(draft, held.certificate, *held.signer, stamps_at(now)).value();
  return *this;
}

std::optional<ofd::XmlElement> OfdEntries::reference_to(const std::string& signature_file,
                                                        const std::string& entry) {
  for (const ofd::XmlElement& each : elements(signature_file, "Reference"))
    if (const auto path = ofd::resolve(signature_file, attribute_of(each, "FileRef")); path && *path == entry)
      return each;
  return std::nullopt;
}

OfdEntries& OfdEntries::drop_reference(const std::string& signature_file, const std::string& entry) {
  const auto reference = reference_to(signature_file, entry);
  return reference ? replace_element(signature_file, *reference, "") : *this;
}

std::vector<ofd::PackageEntry> OfdEntries::list() const {
  std::vector<ofd::PackageEntry> entries;
  for (const auto& [name, content] : entries_)
    entries.push_back({name, content});
  return entries;
}

Bytes OfdEntries::pack() const {
  return ofd::write_package(list());
}

} // namespace elicense::test
