// SPDX-License-Identifier: Apache-2.0
// One coroutine hop to the pool and back.
#include "http/worker_pool.hpp"
#include "http/body_source.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace elicense::http {

namespace asio = boost::asio;

namespace {

asio::awaitable<Response> work(WorkerPool::Place, const Handler& handler, const Request& request) {
  co_return handler(request);
}

asio::awaitable<Bytes> make(WorkerPool::Place, BodySource& source) {
  co_return source.next();
}

} // namespace

std::optional<WorkerPool::Place> WorkerPool::take_place() {
  if (++taken_ > most_) {
    --taken_;
    return std::nullopt;
  }
  return Place(&taken_);
}

asio::awaitable<Response> WorkerPool::run(Place place, const Handler& handler, const Request& request) {
  co_return co_await asio::co_spawn(pool_, work(std::move(place), handler, request), asio::use_awaitable);
}

asio::awaitable<Bytes> WorkerPool::run(Place place, BodySource& source) {
  co_return co_await asio::co_spawn(pool_, make(std::move(place), source), asio::use_awaitable);
}

} // namespace elicense::http
