// SPDX-License-Identifier: Apache-2.0
// Jobs as they are kept, as this room needs it. services/store implements it.
#pragma once
#include "jobs/job.hpp"
#include "ledger/entry.hpp"
#include "license/history.hpp"
#include <functional>
#include <span>

namespace elicense::jobs {

struct KnownRow {         // a row whose license was issued before
  std::string identifier; // empty: it was not
  std::string job;
  bool refused = false; // with its whole import: it may be issued again
};

enum class Outcome {
  quarantined, // grade C
  refused,     // issuing said no
  repeated,    // issued by an earlier import of this batch
  noted,       // grade B: issued, with something to know
};
std::string_view to_text(Outcome outcome);

struct KeptRow {
  std::int64_t number = 0; // in the file, from 1
  Outcome outcome = Outcome::quarantined;
  nlohmann::json content; // line, findings, cells: personal data
};

struct IssuedRow {
  std::int64_t number = 0;
  std::string identifier;
};

enum class Verdict { open, right, wrong };

struct Sample { // one license that somebody looks at
  std::int64_t number = 0;
  std::string identifier;
  Verdict verdict = Verdict::open;
  std::optional<Time> judged_at;
  std::string judged_by, reason;
};

struct Signature {
  enum class Kind {
    signed_,
    released,
    refused
  } kind = Kind::signed_; // the first of two; the second; a refusal
  Time at{};
  std::string by, reason;
};

// Judged in the writer's turn, on the job, its sample and the signatures as they are then.
struct Standing {
  Job job;
  std::vector<Sample> sample;
  std::vector<Signature> signatures;
};
struct Signed {
  Signature signature;
  State state{}; // of the job from now on
  std::optional<ledger::Entry> leaf;
  license::Ask annul; // what is decided about every license of the sample that is wrong; or nothing
};
using Sign = std::function<Result<std::optional<Signed>>(const Standing&)>;

using Change = std::function<Result<void>(Job&)>; // in the writer's turn; an Error leaves the job as it was

struct Item { // of a decision
  std::int64_t number = 0;
  std::string identifier;
  std::optional<std::string> code; // nothing: not yet; empty: decided; else why not
};

inline constexpr std::size_t max_items = 100'000; // of one decision

// All calls may block on the disk and are safe from any thread. JOB_NOT_FOUND; STORE_…
class Register {
 public:
  virtual ~Register() = default;

  virtual Result<Job> open(const Job& wanted) = 0; // or the job that the same request made before
  virtual Result<Job> find(std::string_view id) = 0;
  // Newest first, of one authority; `before`: the id of the last one of the page before
  virtual Result<std::vector<Job>> list(std::string_view tenant, std::string_view before,
                                        std::size_t limit) = 0;
  virtual Result<std::optional<Job>> next_to_do() = 0; // waiting, running or cancelling; the oldest
  virtual Result<Job> change(std::string_view id, const Change& change) = 0;

  // --- its file, in pieces
  virtual Result<Job> add_piece(std::string_view id, ByteView content, const Change& change) = 0;
  virtual Result<Bytes> piece(std::string_view id, std::int64_t number) = 0; // from 1
  virtual Result<void> drop_pieces() = 0; // of jobs that need them no more; their scans as well

  // --- scans that were sent for it; `name`: hex of the SM3 of the file's name
  // The same once more changes nothing, whatever `change` says. SCAN_CHANGED: another one has the name
  virtual Result<Job> add_scan(std::string_view id, const std::string& name, ByteView content,
                               const Change& change) = 0;
  virtual Result<bool> has_scan(std::string_view id, const std::string& name) = 0;
  virtual Result<Bytes> scan(std::string_view id, const std::string& name) = 0; // SCAN_MISSING

  // --- its rows
  virtual Result<std::vector<KnownRow>> known(std::span<const std::string> idempotency_keys) = 0;
  // Whether a license of this type has the number, but for those of this job.
  virtual Result<bool> is_registered(std::string_view type_code, std::string_view number,
                                     std::string_view job) = 0;
  virtual Result<void> keep(std::string_view id, std::span<const KeptRow> rows) = 0; // each once
  virtual Result<std::vector<KeptRow>> rows(std::string_view id, std::int64_t after, std::size_t limit) = 0;
  virtual Result<std::vector<IssuedRow>> issued(std::string_view id, std::int64_t after,
                                                std::size_t limit) = 0;

  // --- signing for it
  virtual Result<Job> draw_sample(std::string_view id, std::span<const std::string> identifiers,
                                  const ledger::Entry& leaf, const Change& change) = 0;
  virtual Result<Standing> standing(std::string_view id) = 0;
  // SAMPLE_NOT_FOUND, SAMPLE_JUDGED; `then` sees the verdict already, and undoes it with an Error
  virtual Result<Job> judge_sample(std::string_view id, const Sample& judged, const Sign& then) = 0;
  virtual Result<Job> sign(std::string_view id, const Sign& sign) = 0;

  // --- a decision
  virtual Result<Job> propose(const Job& wanted, std::span<const std::string> identifiers) = 0; // as open()
  virtual Result<std::vector<Item>> open_items(std::string_view id, std::size_t limit) = 0;
  virtual Result<void> close_items(std::string_view id, std::span<const Item> items) = 0;
  virtual Result<std::vector<Item>> items(std::string_view id, std::int64_t after, std::size_t limit) = 0;
};

} // namespace elicense::jobs
