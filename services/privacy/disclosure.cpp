// SPDX-License-Identifier: Apache-2.0
// An access and its leaf.
#include "privacy/disclosure.hpp"

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
  refer(ledger::ReferenceRole::holder, access.holder.code_type + ':' + access.holder.code); // as when issued
  refer(ledger::ReferenceRole::operator_, access.reader.who);
  refer(ledger::ReferenceRole::client, access.reader.client);
  refer(ledger::ReferenceRole::matter_case, access.reader.matter_case);
  return entry;
}

Access access_of(const license::License& license, std::string_view what, const Reader& reader) {
  Access access;
  access.what = std::string(what);
  access.license = license.identifier;
  access.holder = license.holder;
  access.reader = reader;
  return access;
}

} // namespace

Result<void> Disclosure::record(Access access) const {
  access.at = with_.clock();
  access.nonce = to_hex(crypto::random_bytes(with_.random, nonce_size));
  return with_.log.record(access, leaf_of(access, with_.blinder));
}

Result<void> Disclosure::record(const license::License& license, const license::View& view,
                                std::string_view what, const Reader& reader) const {
  Access access = access_of(license, what, reader);
  access.fields = view.disclosed(license);
  access.masked = view.is_masked();
  return record(std::move(access));
}

Result<void> Disclosure::record(const license::License& license, std::vector<std::string> fields,
                                std::string_view what, const Reader& reader) const {
  Access access = access_of(license, what, reader);
  access.fields = std::move(fields);
  return record(std::move(access));
}

} // namespace elicense::privacy
