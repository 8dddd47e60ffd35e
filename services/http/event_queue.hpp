// SPDX-License-Identifier: Apache-2.0
// Server-sent events (WHATWG HTML 9.2) on their way to one connection: filled from any thread, emptied by the
// session.
#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace elicense::http {

class EventQueue {
 public:
  explicit EventQueue(std::size_t limit) : limit_(limit) {}
  virtual ~EventQueue() = default;

  // False once it is closed. A reader that leaves `limit` texts waiting is too slow: its queue is closed.
  bool push(std::string text);
  void close(); // what waits is still sent, then the connection ends

  // --- for the session

  std::optional<std::string> take();             // everything that waits, joined; absent: nothing, and closed
  void when_changed(std::function<void()> wake); // called by push and close; may not call back

 private:
  const std::size_t limit_;
  std::mutex mutex_; // of all below
  std::deque<std::string> waiting_;
  bool closed_ = false;
  std::function<void()> wake_;
};

// One event as it is sent. `id` and `kind` hold no line break; `data` may.
std::string event_text(std::string_view id, std::string_view kind, std::string_view data);

} // namespace elicense::http
