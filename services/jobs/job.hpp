// SPDX-License-Identifier: Apache-2.0
// Work on many licenses that takes its time (docs/import-jobs.md): an import of historic stock, a dry run of
// one, or one decision about many licenses.
#pragma once
#include "crypto/result.hpp"
#include "crypto/time.hpp"
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::jobs {

enum class Kind { import, dry_run, decision };

enum class State {
  receiving,       // the file arrives
  proposed,        // a decision waits for a second person
  waiting,         // for its turn
  running,         // also while the program is not: it goes on at the next start
  cancelling,      // what is under way is finished
  awaits_sign_off, // an import is issued, and nothing of it is valid yet
  done,
  released,  // two people signed: every license counts
  refused,   // none ever did
  cancelled, // by somebody, before it was done; what was issued is refused
  withdrawn, // a proposal that was taken back
  failed,    // it cannot go on; `failure` says why
};

std::string_view to_text(Kind kind);   // "dry_run"
std::string_view to_text(State state); // "awaits_sign_off"
std::optional<Kind> kind_from_text(std::string_view text);
std::optional<State> state_from_text(std::string_view text);
bool is_over(State state); // nothing happens any more

struct Counts {
  std::int64_t read = 0;        // rows of the file
  std::int64_t issued = 0;      // licenses; of a decision: decided about
  std::int64_t quarantined = 0; // grade C
  std::int64_t refused = 0;     // by issuing; of a decision: not possible
  std::int64_t repeated = 0;    // issued by an earlier import of the batch
};

struct Details { // sealed at rest
  std::string asked_by;
  // An import
  std::string batch, format, encoding, mapping; // csv or ndjson; found when empty; JSON of a mapping file
  std::string file_sm3;                         // hex
  std::int64_t file_size = 0, received = 0, pieces = 0;
  std::string scans;       // folder with scanned files, on the machine itself
  bool scans_sent = false; // they come over HTTP, and the job waits for the word that they are all there
  std::int64_t scan_count = 0, scan_bytes = 0; // that came
  std::string today;                           // YYYY-MM-DD: all rows are judged as of this day
  nlohmann::json passport;
  std::int64_t sample = 0, accepts = 0; // how many are looked at, and may be wrong
  // A decision
  std::string transition, reason, legal_basis, decided_by;
  nlohmann::json selection;
  std::int64_t selected = 0;

  std::string failure, failure_detail;
};

struct Job {
  std::string id;
  Kind kind = Kind::import;
  State state = State::receiving;
  std::string tenant, type_code;
  std::string request; // what makes it the same job
  Time asked_at{}, changed_at{};
  Counts counts;
  Details details;
};

Error wrong_state(const Job& job); // JOB_STATE
bool passes(const Error& error);   // the same may succeed later

std::string to_json(const Details& details);
Details details_from_json(std::string_view json); // as to_json() wrote it

} // namespace elicense::jobs
