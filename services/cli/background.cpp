// SPDX-License-Identifier: Apache-2.0
#include "cli/background.hpp"

#include <condition_variable>
#include <mutex>

namespace elicense::cli {
namespace {

using observe::Level;

constexpr std::chrono::milliseconds ledger_beat{100}, outbox_pause{200}, jobs_pause{300}, watchers_pause{500},
    renewal_pause{200}, show_pause{500}, recalls_pause{500};
constexpr unsigned delivery_threads = 4;

void keep_ledger(const std::stop_token& stop, ledger::Keeper& keeper, observe::Log& log) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  std::string last; // a failure is told once, not ten times a second
  do {
    const auto kept = keeper.keep(system_time());
    const std::string code = kept ? "" : kept.error().code;
    if (!kept && code != last)
      log.write(Level::error, "ledger_not_signed", {{"code", std::string_view(code)}});
    last = code;
  } while (!stopped.wait_for(lock, stop, ledger_beat, [&] { return stop.stop_requested(); }));
}

void log_delivery(observe::Log& log, const notify::Dispatched& done) {
  const bool failed = !done.outcome.code.empty();
  log.write(failed ? Level::warning : Level::info, "delivery",
            {{"id", done.delivery},
             {"subscription", done.subscription},
             {"kind", done.kind},
             {"code", done.outcome.code},
             {"status", done.outcome.status},
             {"state", notify::to_text(done.state)}});
  if (done.paused) log.write(Level::error, "receiver_paused", {{"subscription", done.subscription}});
}

// One of what is due; answers whether there was any.
bool deliver(notify::Dispatcher& dispatcher, observe::Log& log) {
  const auto done = dispatcher.deliver_one();
  if (done && *done) log_delivery(log, **done);
  if (!done && done.error().kind != ErrorKind::busy) // busy: it is sent later
    log.write(Level::error, "delivery_not_recorded", {{"code", done.error().code}});
  return done && *done;
}

// To who listens; answers whether there was anything new.
bool spread(notify::Broadcast& broadcast, observe::Log& log) {
  const auto any = broadcast.spread();
  if (!any) log.write(Level::error, "events_not_read", {{"code", any.error().code}});
  return any && *any;
}

// One of those that wait, to its end; answers whether there was any.
bool work(jobs::Worker& worker, observe::Log& log) {
  const auto any = worker.work_one();
  if (!any && any.error().code != "JOB_INTERRUPTED")
    log.write(Level::error, "job_not_done", {{"code", any.error().code}});
  return any && *any;
}

bool tell_watchers(jobs::Watchers& watchers, observe::Log& log) {
  const auto told = watchers.spread();
  if (!told) log.write(Level::error, "jobs_not_read", {{"code", told.error().code}});
  return false; // there is always time until the next turn
}

// One step of another data key, if there is one to do. `last` is the code of the last failure: it is told
// once.
void renew(privacy::KeyRenewal& renewal, observe::Log& log, std::string& last) {
  using Step = privacy::KeyRenewal::Step;
  const auto step = renewal.go_on();
  const std::string code = step ? "" : step.error().code;
  if (!step && code != last)
    log.write(Level::error, "data_key_not_renewed", {{"code", std::string_view(code)}});
  last = code;
  if (!step) return;
  if (*step == Step::begun) log.write(Level::info, "data_key_made");
  if (*step == Step::finished) log.write(Level::info, "data_key_destroyed");
}

// Whom licenses were taken from; answers whether there was anything new. `last` as for renew().
bool recall_licenses(const recall::Recaller& recalls, observe::Log& log, std::string& last) {
  const auto any = recalls.step();
  const std::string code = any ? "" : any.error().code;
  if (!any && code != last) log.write(Level::error, "recalls_not_made", {{"code", std::string_view(code)}});
  last = code;
  return any && *any;
}

bool tell_of_time(show::Watchers& watchers) {
  watchers.tell_due(system_time());
  return false; // there is always time until the next turn
}

} // namespace

Background::Background(instance::Instance& instance, WitnessFeed& witnesses, observe::Log& log)
    : notifications_(instance.notifications()),
      keeper_([&](const std::stop_token& stop) { keep_ledger(stop, instance.keeper(), log); }),
      feed_([&](const std::stop_token& stop) { witnesses.run(stop); }), worker_(instance.jobs().worker()),
      key_renewal_(instance.key_rotation(), instance.blinder(), system_time),
      deliveries_(delivery_threads, outbox_pause,
                  [this, &log] { return deliver(notifications_.dispatcher(), log); }),
      broadcasts_(1, outbox_pause, [this, &log] { return spread(notifications_.broadcast(), log); }),
      jobs_(1, jobs_pause, [this, &log] { return work(worker_, log); }),
      watchers_(1, watchers_pause,
                [&watchers = instance.jobs().watchers(), &log] { return tell_watchers(watchers, log); }),
      renewals_(1, renewal_pause,
                [this, &log, last = std::string()]() mutable {
                  renew(key_renewal_, log, last);
                  return false; // others write between two steps
                }),
      show_(1, show_pause, [&watchers = instance.show().watchers()] { return tell_of_time(watchers); }),
      recalls_(1, recalls_pause, [&recalls = instance.recalls(), &log, last = std::string()]() mutable {
        return recall_licenses(recalls, log, last);
      }) {}

Background::~Background() {
  worker_.stop();
  notifications_.cancel();
}

} // namespace elicense::cli
