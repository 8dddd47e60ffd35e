// SPDX-License-Identifier: Apache-2.0
// Taking packages apart and putting them together again.
#include "tests/support/ofd_mutation.hpp"

#include <regex>
#include <stdexcept>

namespace elicense::test {

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
  static const std::regex reference("FileRef=\"/([^\"]+)\"><ofd:CheckValue>([^<]+)<");
  const std::string old = text(folder + "/Signature.xml");
  std::string fresh = old;
  for (std::sregex_iterator found(old.begin(), old.end(), reference), end; found != end; ++found) {
    const auto entry = entries_.find((*found)[1]);
    if (entry == entries_.end()) continue;
    const auto at = static_cast<std::size_t>(found->position(2));
    fresh.replace(at, static_cast<std::size_t>(found->length(2)), to_base64(crypto::sm3(entry->second)));
  }
  return set(folder + "/Signature.xml", fresh);
}

OfdEntries& OfdEntries::resign(const seal::HeldSeal& held, const std::string& folder) {
  const Time now = test_pki().now;
  const std::string path = folder + "/Signature.xml";
  const crypto::SealSignatureDraft draft{held.seal.der, now, crypto::sm3(content(path)), "/" + path};
  entries_[folder + "/SignedValue.dat"] =
      crypto::make_seal_signature(draft, held.certificate, *held.signer, stamps_at(now)).value();
  return *this;
}

Bytes OfdEntries::pack() const {
  std::vector<ofd::PackageEntry> entries;
  for (const auto& [name, content] : entries_)
    entries.push_back({name, content});
  return ofd::write_package(entries);
}

} // namespace elicense::test
