// SPDX-License-Identifier: Apache-2.0
// A connection that is sent events: it holds no worker and, while nothing happens, no buffer.
#include "http/event_queue.hpp"
#include "http/session.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;

asio::awaitable<void> Session::send_events(EventQueue& events) {
  const Limits& limits = door_.options.limits;
  asio::steady_timer quiet(stream_->executor());
  // On the strand: between take() and the wait nothing else runs, so that no wake-up comes too early.
  events.when_changed([&quiet, executor = stream_->executor(), self = weak_from_this()] {
    asio::post(executor, [&quiet, self] {
      const auto here = self.lock();
      if (here && here->listening_) quiet.cancel();
    });
  });
  listening_ = &quiet;
  for (bool goes_on = true; goes_on && !door_.closing;) {
    std::optional<std::string> text = events.take();
    if (!text) break;
    if (text->empty()) {
      quiet.expires_after(limits.heartbeat);
      const auto [woken] = co_await quiet.async_wait(asio::as_tuple(asio::use_awaitable));
      if (woken) continue;
      text = ":\n\n"; // a comment: proxies and we ourselves learn that the other side is still there
    }
    stream_->expires_after(limits.write);
    goes_on = co_await stream_->write(as_bytes(*text));
  }
  listening_ = nullptr;
  events.when_changed({});
  events.close();
}

} // namespace elicense::http
