// SPDX-License-Identifier: Apache-2.0
// A scanned code: who asks for what, what the holder answered, and the use-codes that came of it.
#pragma once
#include "crypto/sm3.hpp"
#include "show/session.hpp"

namespace elicense::show {

inline constexpr std::chrono::seconds scan_answer_time{300};
inline constexpr std::chrono::seconds use_code_life{1800}; // from the answer
inline constexpr std::size_t max_wanted_types = 20;
inline constexpr std::size_t max_uses = 10;
inline constexpr std::size_t max_case = 64, max_device = 64; // bytes
inline constexpr std::size_t max_duty_basis = 300;           // bytes of a legal basis
inline constexpr std::size_t use_code_size = 24;             // random bytes
inline constexpr unsigned max_wrong_matches = 3;             // then the scan is refused
inline constexpr std::size_t max_scans_at_once = 50;

// By what right somebody comes to use-codes (docs/show.md).
enum class Way {
  holder,  // who showed a code and agreed
  duty,    // 依职权: by statutory power, and nobody is asked
  entrust, // 委托: by the mandate that principal gave to agent
};
std::string_view to_text(Way way); // "duty"
std::optional<Way> way_from_text(std::string_view text);

struct Asker {
  std::string party;     // who proved itself: a system, or a person in office
  std::string tenant;    // the authority it belongs to
  std::string operator_; // the person in office at the counter, a party as well
  std::string device;    // which counter or machine
  friend bool operator==(const Asker&, const Asker&) = default;
};

struct Wanted {
  std::string type_code, type_name;
  std::optional<std::vector<std::string>> fields; // names as license::View has them; nothing: all
};

enum class Decision { waiting, given, refused };
std::string_view to_text(Decision decision); // "waiting"
std::optional<Decision> decision_from_text(std::string_view text);

struct Requested { // one license of those that the code stands for
  ShownLicense license;
  std::vector<std::string> fields;
  Decision decision = Decision::waiting;
};

struct UseCode {    // 用证码
  std::string code; // base64url
  ShownLicense license;
  std::vector<std::string> fields;
  std::int64_t uses = 1, used = 0;
  Time expires_at{};
  std::optional<Time> stopped_at;

  bool is_good_at(Time at) const { return !stopped_at && used < uses && at < expires_at; }
};

enum class ScanState { waiting, given, refused, expired, stopped };
std::string_view to_text(ScanState state); // "waiting"
std::optional<ScanState> scan_state_from_text(std::string_view text);

struct Scan {
  std::int64_t sequence = 0; // given by the register
  std::string id;            // random, hex
  Way way = Way::holder;
  std::string legal_basis; // the clause, with Way::duty
  std::string session;
  license::Holder holder, shower; // without names
  Standing standing;
  Asker asker;
  Matter matter;
  std::optional<Matter> item; // 办理项 of the matter, where one was named
  std::string matter_case;
  std::vector<Wanted> wanted;
  std::int64_t uses = 1;
  std::string match; // two digits, with Way::holder
  bool fast_lane = false;
  Time scanned_at{}, answer_until{};
  ScanState registered_state = ScanState::waiting; // as decided
  std::optional<Time> decided_at;
  unsigned wrong_matches = 0;
  std::vector<Requested> requested;
  std::vector<UseCode> given;

  // A scan that nobody answered in time has expired.
  ScanState state_at(Time at) const {
    const bool late = registered_state == ScanState::waiting && at >= answer_until;
    return late ? ScanState::expired : registered_state;
  }
};

// What consent is bound to: everything that was shown to the holder and what was given. In the ledger.
crypto::Sm3Digest authorization_digest(const Scan& scan);

} // namespace elicense::show
