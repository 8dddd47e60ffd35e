// SPDX-License-Identifier: Apache-2.0
#include "privacy/complaint.hpp"

#include "license/leaves.hpp"

#include <algorithm>
#include <array>

namespace elicense::privacy {
namespace {

using ledger::DigestRole;
using ledger::Entry;
using ledger::ReferenceRole;

constexpr std::array<std::string_view, 5> kinds{"not-agreed", "other-purpose", "too-much", "unknown-reader",
                                                "other"};
constexpr std::array<std::string_view, 3> states{"open", "upheld", "dismissed"};
constexpr std::array<std::string_view, 2> uses{"access", "scan"};

template <class Value, std::size_t Size>
std::optional<Value> value_of(const std::array<std::string_view, Size>& texts, std::string_view text) {
  const auto* const found = std::ranges::find(texts, text);
  if (found == texts.end()) return std::nullopt;
  return static_cast<Value>(found - texts.begin());
}

nlohmann::json use_json(const ComplainedUse& use) {
  return {{"kind", to_text(use.kind)},     {"id", use.id},
          {"at", to_rfc3339(use.at)},      {"license", use.license},
          {"who", use.reader.who},         {"client", use.reader.client},
          {"purpose", use.reader.purpose}, {"case", use.reader.matter_case}};
}

// Who has the blinding key finds it by holder, license, client and case.
Entry leaf_of(const Complaint& complaint, const ledger::Blinder& blinder, Time at) {
  Entry leaf{.kind = ledger::EntryKind::complaint_made,
             .at = at,
             .digests = {{DigestRole::request, digest_of(complaint)}},
             .references = {},
             .word = {},
             .number = std::nullopt};
  const auto refer = [&](ReferenceRole role, const std::string& value) {
    if (!value.empty()) leaf.references.push_back({role, blinder.reference(role, value)});
  };
  refer(ReferenceRole::license, complaint.about.license);
  leaf.references.push_back({ReferenceRole::holder, license::holder_reference(complaint.holder, blinder)});
  if (complaint.answer) refer(ReferenceRole::operator_, complaint.answer->by);
  refer(ReferenceRole::client, complaint.about.reader.client);
  refer(ReferenceRole::matter_case, complaint.about.reader.matter_case);
  return leaf;
}

} // namespace

std::string_view to_text(ComplaintKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

std::optional<ComplaintKind> complaint_kind_from_text(std::string_view text) {
  return value_of<ComplaintKind>(kinds, text);
}

std::string_view to_text(ComplaintState state) {
  return states[static_cast<std::size_t>(state)];
}

std::optional<ComplaintState> complaint_state_from_text(std::string_view text) {
  return value_of<ComplaintState>(states, text);
}

std::string_view to_text(UseKind kind) {
  return uses[static_cast<std::size_t>(kind)];
}

std::optional<UseKind> use_kind_from_text(std::string_view text) {
  return value_of<UseKind>(uses, text);
}

nlohmann::json complaint_json(const Complaint& complaint) {
  return {{"id", complaint.id}, // random: nobody can guess a complaint from the digest in its leaf
          {"made_at", to_rfc3339(complaint.made_at)},
          {"holder", {{"code_type", complaint.holder.code_type}, {"code", complaint.holder.code}}},
          {"tenant", complaint.tenant},
          {"kind", to_text(complaint.kind)},
          {"text", complaint.text},
          {"about", use_json(complaint.about)}};
}

crypto::Sm3Digest digest_of(const Complaint& complaint) {
  return crypto::sm3(as_bytes(complaint_json(complaint).dump()));
}

Entry made_leaf(const Complaint& complaint, const ledger::Blinder& blinder) {
  Entry leaf = leaf_of(complaint, blinder, complaint.made_at);
  leaf.word = std::string(to_text(complaint.kind));
  return leaf;
}

Entry answered_leaf(const Complaint& complaint, const ledger::Blinder& blinder) {
  Entry leaf = leaf_of(complaint, blinder, complaint.answer->at);
  leaf.word = std::string(to_text(complaint.state()));
  return leaf;
}

} // namespace elicense::privacy
