// SPDX-License-Identifier: Apache-2.0
// Whether an offline code counts now, for who has the issuer's keys and its status lists and no network.
#pragma once
#include "show/offline_code.hpp"
#include "show/replay_memory.hpp"
#include "status/status_token.hpp"
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::show {

inline constexpr std::chrono::seconds code_life{60};
inline constexpr std::chrono::seconds clock_tolerance{30}; // of the verifier's clock, either way

// Status lists as they were fetched, all of issuers whose keys are known.
class HeldLists {
 public:
  // Each token in either form, signed by one of the keys for one of the addresses. What cannot be used, also
  // one that ended, is left out and told by trouble().
  static HeldLists read(const std::vector<Bytes>& tokens, const std::vector<status::ListKey>& keys,
                        const std::vector<std::string>& uris, Time now);

  struct Held {
    std::string key_id;
    std::uint64_t number = 0;
    status::Published list;
  };
  const Held* find(std::string_view key_id, std::uint64_t number) const; // the newest; null: none
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  std::vector<Held> lists_;
  std::optional<Error> trouble_;
};

enum class CodeVerdict { trusted, untrusted, undetermined };
std::string_view to_text(CodeVerdict verdict); // "trusted", as in reports of documents

// A code that was seen this long ago is refused by its age.
inline constexpr std::chrono::seconds code_remembered = code_life + 2 * clock_tolerance;

struct CodeFinding {
  CodeVerdict verdict = CodeVerdict::undetermined;
  std::string cause;                    // OFFLINE_CODE_…; "" when it is trusted
  std::string detail;                   // for the curious
  std::optional<OfflineCode> code;      // nothing: no code of an issuer that is known
  std::optional<status::Status> status; // of the license, by the list
  std::optional<Time> status_as_of, status_until;
  std::optional<Time> first_seen; // of a repeat
};

nlohmann::ordered_json finding_json(const CodeFinding& finding); // without sentences

class OfflineChecker {
 public:
  OfflineChecker(std::vector<status::ListKey> keys, HeldLists lists, ReplayMemory& memory)
      : keys_(std::move(keys)), lists_(std::move(lists)), memory_(memory) {}
  // Remembers every code that is genuine and fresh, whatever its license is. What the memory says
  Result<CodeFinding> check(std::string_view text, Time now) const;

 private:
  CodeFinding status_of(CodeFinding finding, Time now) const;
  std::vector<status::ListKey> keys_;
  HeldLists lists_;
  ReplayMemory& memory_;
};

} // namespace elicense::show
