// SPDX-License-Identifier: Apache-2.0
#include "jobs/worker.hpp"
#include "jobs/leaves.hpp"
#include "jobs/sampling.hpp"

namespace elicense::jobs {
namespace {

constexpr std::size_t settled_at_once = 1000, items_at_once = 128;

Error interrupted() {
  return fail(ErrorKind::busy, "JOB_INTERRUPTED");
}

bool is_to_do(State state) {
  return state == State::waiting || state == State::running || state == State::cancelling;
}

} // namespace

struct Worker::Sampled {
  crypto::Sm3Digest list{};
  std::vector<std::string> identifiers;
};

void Worker::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  if (live_) live_->stop = true;
}

void Worker::told_to_cancel(const std::string& id) {
  const std::lock_guard lock(mutex_);
  if (live_ && current_ == id) live_->stop = true;
}

Progress Worker::progress(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return live_ && current_ == id ? live_->progress() : Progress{};
}

Result<bool> Worker::work_one() {
  const auto next = with_.run.jobs.next_to_do();
  if (!next) return next.error();
  if (!*next) return false;
  const auto done = perform(**next);
  if (!done) return done.error();
  return true;
}

Result<Job> Worker::work(const std::string& id) {
  auto job = with_.run.jobs.find(id);
  if (!job) return job;
  if (!is_to_do(job->state)) return fail(ErrorKind::conflict, "JOB_STATE", std::string(to_text(job->state)));
  return perform(*job);
}

Result<Job> Worker::perform(const Job& waiting) {
  auto job = begin(waiting);
  if (!job) return job;
  const auto live =
      std::make_shared<Live>(job->kind == Kind::decision ? job->details.selected : job->details.file_size);
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return interrupted();
    current_ = job->id;
    live_ = live;
  }
  auto done = job->kind == Kind::decision ? decide(*job, *live) : import(*job, *live);
  if (!done && !passes(done.error())) done = fail_job(*job, done.error());
  {
    const std::lock_guard lock(mutex_);
    live_.reset();
  }
  if (!done) return done;
  if (auto dropped = with_.run.jobs.drop_pieces(); !dropped) return dropped.error();
  return done;
}

Result<Job> Worker::begin(const Job& job) {
  if (job.state != State::waiting) return job;
  return with_.run.jobs.change(job.id, [&](Job& present) -> Result<void> {
    if (present.state == State::waiting) present.state = State::running;
    present.changed_at = with_.clock();
    return {};
  });
}

// What cannot go on at all: its licenses, if there are any, never count.
Result<Job> Worker::fail_job(const Job& job, const Error& error) {
  auto failed = with_.run.jobs.change(job.id, [&](Job& present) -> Result<void> {
    present.details.failure = error.code;
    present.details.failure_detail = error.detail;
    present.changed_at = with_.clock();
    const bool issued = present.kind == Kind::import && present.counts.issued > 0;
    present.state = issued ? State::cancelling : State::failed;
    return {};
  });
  if (!failed || failed->state != State::cancelling) return failed;
  return with_.sign_off.end_cancelled(job.id);
}

Result<Job> Worker::import(const Job& job, Live& live) {
  if (job.state == State::cancelling) return with_.sign_off.end_cancelled(job.id);
  const auto passport = ImportRun(with_.run, job, live).run();
  if (!passport) return passport.error();
  if (live.stop) {
    auto present = with_.run.jobs.find(job.id);
    if (!present) return present;
    return present->state == State::cancelling ? with_.sign_off.end_cancelled(job.id)
                                               : Result<Job>(interrupted());
  }
  auto present = with_.run.jobs.find(job.id);
  if (!present) return present;
  if (present->state == State::cancelling) return with_.sign_off.end_cancelled(job.id);
  const bool sampled = job.kind == Kind::import && present->counts.issued > 0;
  return sampled ? finish_import(*present, *passport) : end_dry_run(*present, *passport);
}

// A digest over all identifiers, and some of them by chance.
Result<Worker::Sampled> Worker::choose(const Job& job) const {
  const std::int64_t issued = job.counts.issued;
  const auto wanted = draw(sample_size(issued), issued, with_.run.random);
  Sampled sampled;
  crypto::Sm3 digest;
  auto next = wanted.begin();
  std::int64_t index = 0;
  for (std::int64_t after = 0;;) {
    const auto rows = with_.run.jobs.issued(job.id, after, settled_at_once);
    if (!rows) return rows.error();
    if (rows->empty()) break;
    for (const IssuedRow& row : *rows) {
      digest.update(as_bytes(row.identifier + "\n"));
      if (next == wanted.end() || *next != index++) continue;
      sampled.identifiers.push_back(row.identifier);
      ++next;
    }
    after = rows->back().number;
  }
  sampled.list = digest.finish();
  return sampled;
}

Result<Job> Worker::finish_import(const Job& job, const stock::Passport& passport) {
  const auto sampled = choose(job);
  if (!sampled) return sampled.error();
  const Time now = with_.clock();
  const auto sample = static_cast<std::int64_t>(sampled->identifiers.size());
  return with_.run.jobs.draw_sample(job.id, sampled->identifiers,
                                    complete_leaf(job, sampled->list, with_.blinder, now),
                                    [&](Job& present) -> Result<void> {
                                      if (present.state != State::running) return interrupted();
                                      present.state = State::awaits_sign_off;
                                      present.changed_at = now;
                                      present.counts.read = static_cast<std::int64_t>(passport.rows());
                                      present.details.passport = passport.to_json();
                                      present.details.sample = sample;
                                      present.details.accepts = accepted_wrong(sample);
                                      return {};
                                    });
}

Result<Job> Worker::end_dry_run(const Job& job, const stock::Passport& passport) {
  return with_.run.jobs.change(job.id, [&](Job& present) -> Result<void> {
    if (present.state != State::running) return interrupted();
    present.state = State::done;
    present.changed_at = with_.clock();
    present.counts.read = static_cast<std::int64_t>(passport.rows());
    present.details.passport = passport.to_json();
    return {};
  });
}

// Every license is decided about by itself, under a key of its own: what an interruption left undone is asked
// again and answered as before.
Result<Job> Worker::decide(const Job& job, Live& live) {
  const license::TransitionRequest wanted{.idempotency_key = "decision/" + job.id,
                                          .license = {},
                                          .name = job.details.transition,
                                          .reason = job.details.reason,
                                          .legal_basis = job.details.legal_basis,
                                          .effective_on = {},
                                          .revision = std::nullopt,
                                          .data = std::nullopt};
  for (;;) {
    if (live.stop) return interrupted();
    auto items = with_.run.jobs.open_items(job.id, items_at_once);
    if (!items) return items.error();
    if (items->empty()) break;
    std::vector<std::string> licenses;
    for (const Item& item : *items)
      licenses.push_back(item.identifier);
    const auto decided =
        with_.life.decide_many(wanted, licenses, job.details.asked_by, job.details.decided_by);
    for (std::size_t i = 0; i < decided.size(); ++i) {
      if (!decided[i] && passes(decided[i].error())) return decided[i].error();
      (*items)[i].code = decided[i] ? "" : decided[i].error().code;
    }
    if (auto closed = with_.run.jobs.close_items(job.id, *items); !closed) return closed.error();
    live.rows += static_cast<std::int64_t>(items->size());
    live.done += static_cast<std::int64_t>(items->size());
  }
  return with_.run.jobs.change(job.id, [&](Job& present) -> Result<void> {
    present.state = State::done;
    present.changed_at = with_.clock();
    return {};
  });
}

} // namespace elicense::jobs
