// SPDX-License-Identifier: Apache-2.0
// An access and its leaf.
#include "privacy/disclosure.hpp"

#include "license/leaves.hpp"

namespace elicense::privacy {
namespace {

constexpr std::size_t nonce_size = 16;

// Who has the blinding key finds the leaves about a license or its holder, and those of a reader.
ledger::Entry leaf_of(const Access& access, const ledger::Blinder& blinder) {
  ledger::Entry entry;
  entry.kind = ledger::EntryKind::license_read;
  entry.at = access.at;
  entry.digests = {{ledger::DigestRole::answer, digest_of(access)}};
  const auto refer = [&](ledger::ReferenceRole role, const std::string& value) {
    if (!value.empty()) entry.references.push_back({role, blinder.reference(role, value)});
  };
  refer(ledger::ReferenceRole::license, access.license);
  entry.references.push_back(
      {ledger::ReferenceRole::holder, license::holder_reference(access.holder, blinder)});
  refer(ledger::ReferenceRole::operator_, access.reader.who);
  refer(ledger::ReferenceRole::client, access.reader.client);
  refer(ledger::ReferenceRole::matter_case, access.reader.matter_case);
  return entry;
}

Access access_of(const license::License& license, const license::Holder& holder, std::string_view what,
                 const Reader& reader) {
  Access access;
  access.what = std::string(what);
  access.license = license.identifier;
  access.holder = holder;
  access.reader = reader;
  return access;
}

} // namespace

// Each holder finds the reading among those of its own.
Result<void> Disclosure::record(const std::vector<license::Holder>& holders,
                                const AccessOf& access_of) const {
  const Time now = with_.clock();
  std::vector<LeafedAccess> accesses;
  for (const license::Holder& holder : holders) {
    Access access = access_of(holder);
    access.at = now;
    access.nonce = to_hex(crypto::random_bytes(with_.random, nonce_size));
    ledger::Entry leaf = leaf_of(access, with_.blinder);
    accesses.push_back({std::move(access), std::move(leaf)});
  }
  return with_.log.record(accesses);
}

Result<void> Disclosure::record(const license::License& license, const license::View& view,
                                std::string_view what, const Reader& reader) const {
  const auto fields = view.disclosed(license);
  return record(license.holders(), [&](const license::Holder& holder) {
    Access access = access_of(license, holder, what, reader);
    access.fields = fields;
    access.masked = view.masks(holder);
    return access;
  });
}

Result<void> Disclosure::record(const license::License& license, std::vector<std::string> fields,
                                std::string_view what, const Reader& reader) const {
  return record(license.holders(), [&](const license::Holder& holder) {
    Access access = access_of(license, holder, what, reader);
    access.fields = fields;
    return access;
  });
}

} // namespace elicense::privacy
