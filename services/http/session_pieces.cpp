// SPDX-License-Identifier: Apache-2.0
// A body in pieces, each one chunk (RFC 9112 7.1). Between two of them the connection holds no worker and no
// bytes.
#include "http/body_source.hpp"
#include "http/failure.hpp"
#include "http/session.hpp"
#include "observe/log.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds worker_pause{20}; // before asking again for a place
constexpr std::string_view last_chunk = "0\r\n\r\n";

std::string chunk_head(std::size_t size) {
  std::string digits;
  for (; size > 0; size /= 16)
    digits.insert(digits.begin(), "0123456789abcdef"[size % 16]);
  return digits + "\r\n";
}

} // namespace

// Nothing: no worker became free in the time of a write, or the source broke.
asio::awaitable<std::optional<Bytes>> Session::next_piece(BodySource& source, const std::string& id) {
  const auto patience = std::chrono::steady_clock::now() + door_.options.limits.write;
  asio::steady_timer pause(stream_->executor());
  while (true) {
    if (auto place = door_.workers.take_place()) co_return co_await make_piece(std::move(*place), source, id);
    if (std::chrono::steady_clock::now() >= patience || stream_->cancelled()) co_return std::nullopt;
    pause.expires_after(worker_pause);
    co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

asio::awaitable<std::optional<Bytes>> Session::make_piece(WorkerPool::Place place, BodySource& source,
                                                          const std::string& id) {
  std::exception_ptr failure;
  try {
    co_return co_await door_.workers.run(std::move(place), source);
  } catch (...) {
    failure = std::current_exception();
  }
  const std::string reason = reason_of(failure);
  door_.log.write(observe::Level::error, "body_failed", {{"id", id}, {"reason", reason}});
  co_return std::nullopt;
}

asio::awaitable<bool> Session::send_pieces(BodySource& source, const std::string& id) {
  while (true) {
    const std::optional<Bytes> piece = co_await next_piece(source, id);
    if (!piece) co_return false;
    BodyBudget::Share share(door_.bodies);
    if (!share.grow(piece->size())) co_return false;
    stream_->expires_after(door_.options.limits.write);
    if (piece->empty()) co_return co_await stream_->write(as_bytes(last_chunk));
    std::string framed = chunk_head(piece->size());
    framed.append(as_text(*piece)).append("\r\n");
    if (!co_await stream_->write(as_bytes(framed))) co_return false;
  }
}

} // namespace elicense::http
