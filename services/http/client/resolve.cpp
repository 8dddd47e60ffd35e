// SPDX-License-Identifier: Apache-2.0
// getaddrinfo on a thread of its own, because nothing else can leave it before it is done.
#include "http/client/client.hpp"
#include <atomic>
#include <future>
#include <netdb.h>
#include <thread>

namespace elicense::http {

namespace {

constexpr int max_lookups = 16; // at work at once, those nobody waits for any more among them
std::atomic<int> lookups = 0;

std::string text_of(const addrinfo& entry) {
  char text[NI_MAXHOST];
  if (::getnameinfo(entry.ai_addr, entry.ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0)
    return {};
  return text;
}

Result<std::vector<std::string>> look_up(const std::string& host) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); code != 0)
    return fail(ErrorKind::unavailable, "HTTP_CLIENT_RESOLVE", ::gai_strerror(code));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(found, ::freeaddrinfo);
  std::vector<std::string> addresses;
  for (const addrinfo* entry = found; entry; entry = entry->ai_next)
    addresses.push_back(text_of(*entry));
  return addresses;
}

} // namespace

Result<std::vector<std::string>> system_resolve(const std::string& host, std::chrono::milliseconds patience) {
  if (++lookups > max_lookups) {
    --lookups;
    return fail(ErrorKind::busy, "HTTP_CLIENT_BUSY", "lookups");
  }
  std::promise<Result<std::vector<std::string>>> promise;
  auto answer = promise.get_future();
  std::thread([host, promise = std::move(promise)]() mutable {
    promise.set_value(look_up(host));
    --lookups;
  }).detach();
  if (answer.wait_for(patience) != std::future_status::ready)
    return fail(ErrorKind::unavailable, "HTTP_CLIENT_TIMEOUT", "resolve");
  return answer.get();
}

} // namespace elicense::http
