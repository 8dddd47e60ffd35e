// SPDX-License-Identifier: Apache-2.0
#include "cli/live_progress.hpp"

#include <condition_variable>
#include <fmt/format.h>
#include <iostream>
#include <mutex>
#include <unistd.h>

namespace elicense::cli {
namespace {

constexpr std::chrono::milliseconds pause{500};
constexpr const char* clear_line = "\r\033[K";

std::string time_left(const std::optional<std::int64_t>& seconds) {
  if (!seconds) return "--:--:--";
  return fmt::format("{}:{:02}:{:02}", *seconds / 3600, *seconds / 60 % 60, *seconds % 60);
}

} // namespace

std::string progress_line(const jobs::Progress& progress) {
  constexpr int width = 30;
  const double share = progress.share.value_or(0);
  const int full = static_cast<int>(share * width);
  return fmt::format("[{:#<{}}{:.<{}}] {:5.1f} % {:7.0f} rows/s {} left", "", full, "", width - full,
                     share * 100, progress.rows_per_second, time_left(progress.seconds_left));
}

LiveProgress::LiveProgress(std::function<jobs::Progress()> ask) : ask_(std::move(ask)) {
  if (::isatty(STDERR_FILENO) == 1)
    thread_ = std::jthread([this](const std::stop_token& stop) { draw(stop); });
}

LiveProgress::~LiveProgress() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  std::cerr << clear_line << std::flush;
}

void LiveProgress::draw(const std::stop_token& stop) const {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
    const jobs::Progress progress = ask_();
    if (progress.running) std::cerr << clear_line << progress_line(progress) << std::flush;
  }
}

} // namespace elicense::cli
