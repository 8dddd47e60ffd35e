// SPDX-License-Identifier: Apache-2.0
// Copies of a license on paper: 副本 (duplicates) and 补打 (reprints), each with a number of its own. The
// sealed OFD is never one: every copy of its bytes is the original (docs/delivery.md).
#pragma once
#include "crypto/sm3.hpp"
#include "ledger/entry.hpp"
#include "license/license.hpp"
#include <functional>

namespace elicense::license {

inline constexpr std::size_t max_copies = 1000;       // of one kind and license
inline constexpr std::size_t max_copies_at_once = 20; // duplicates of one order
inline constexpr std::size_t max_copy_purpose = 200;  // bytes

enum class CopyKind { duplicate, reprint };
std::string_view to_text(CopyKind kind); // "duplicate"
std::optional<CopyKind> copy_kind_from_text(std::string_view text);

struct Copy {
  std::string license; // identifier
  CopyKind kind = CopyKind::duplicate;
  std::int64_t number = 0; // from 1 of its kind, without gaps
  std::int64_t total = 0;  // of its kind when its order was done
  Time made_at{};
  std::string made_by;    // a party
  std::string purpose;    // as was said
  std::string reference;  // opaque, unguessable: what the QR on it leads to
  std::uint64_t leaf = 0; // of the ledger; given by the register
};

std::string name_of(const Copy& copy);  // "duplicate-2": in addresses
std::string label_of(const Copy& copy); // "副本（2-3）", "第1次补打": on its face

struct CopyKey {
  std::string license;
  std::string idempotency_key; // scoped by the caller; unique
  crypto::Sm3Digest request_digest{};
  CopyKind kind{};
};

struct LeafedCopy {
  Copy copy;
  ledger::Entry leaf;
};

// Asked in the writer's turn, with the license as it is then and the last number of this kind (0: none).
using MakeCopies = std::function<Result<std::vector<LeafedCopy>>(const License&, std::int64_t last)>;

} // namespace elicense::license
