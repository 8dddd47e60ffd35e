// SPDX-License-Identifier: Apache-2.0
// A license as registered: one version of one identifier.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"
#include "license/holder.hpp"
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace elicense::license {

enum class State {
  pending,
  not_yet_valid,
  valid,
  suspended,
  expired,
  replaced,
  cancelled,
  annulled,
  revoked
};
// 待签发, 未激活, 有效, 暂停, 过期, 已变更, 注销, 撤销, 吊销
std::string_view to_text(State state); // "valid"
std::string_view in_chinese(State state);
std::optional<State> state_from_text(std::string_view text);
inline constexpr std::array all_states = {State::pending,   State::not_yet_valid, State::valid,
                                          State::suspended, State::expired,       State::replaced,
                                          State::cancelled, State::annulled,      State::revoked};

// A transition that counts (docs/life.md).
struct StateChange {
  State from{}, to{};
  Time since{};              // in force from then on
  bool reaches_back = false; // and before
};

// The import a license came with: nothing of it counts before two people signed for a sample
// (docs/import-jobs.md).
struct Batch {
  std::string id;                  // of the job
  std::int64_t row = 0;            // of its file
  std::optional<Time> released_at; // signed for
  bool refused = false;            // as a whole: none of it was ever valid
};

struct StatusPlace {        // in the status lists, as the document says it (docs/status.md)
  std::uint64_t number = 0; // among all licenses
  std::string uri;
  std::uint64_t index = 0;
  friend bool operator==(const StatusPlace&, const StatusPlace&) = default;
};

inline constexpr std::string_view no_end = "长期"; // in valid_until

struct License {
  std::string identifier;
  std::string type_code, type_name;
  int type_version = 0; // of the type it was issued under; 0: from before types had versions
  std::string number;   // 证照编号
  std::string issuer_code, issuer_name;
  Holder holder;                     // the first: the principal one
  std::vector<Holder> other_holders; // 共有, in the order of the data
  nlohmann::json data;               // business data, as accepted
  Time issued_at{};
  std::string issued_on;               // YYYY-MM-DD
  std::string valid_from, valid_until; // YYYY-MM-DD, or empty; valid_until may be no_end
  State registered_state =
      State::pending; // as decided last: pending, valid, suspended, replaced, cancelled, annulled, revoked
  std::vector<StateChange> changes;        // oldest first; the last one leads to the registered state
  std::int64_t revision = 0;               // how often its life was decided on
  std::string predecessor, successor;      // identifiers of the versions before and behind it
  std::optional<StatusPlace> status_place; // nothing: from before documents said it
  std::optional<Batch> batch;              // nothing: issued by itself
  std::string reference;                   // opaque, unguessable: what the QR leads to
  std::string seal_id;
  crypto::Sm3Digest document_digest{};

  std::vector<Holder> holders() const;          // all, the principal one first
  bool is_held_by(const Holder& someone) const; // by kind of code and code

  // not_yet_valid and expired follow from the dates (days at UTC+8); what was decided wins when it is worse.
  // With a batch it is not_yet_valid until that is signed for, and annulled when that was refused
  State state_at(Time at) const;
  // Whether a change has been decided that is not in force yet.
  bool waits_at(Time at) const { return !changes.empty() && changes.back().since > at; }
  bool awaits_sign_off(Time at) const {
    return batch && !batch->refused && (!batch->released_at || at < *batch->released_at);
  }
};

} // namespace elicense::license
