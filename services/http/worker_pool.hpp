// SPDX-License-Identifier: Apache-2.0
// Threads for the handlers: as many at work as there are threads, as many waiting as the queue holds, and no
// more.
#pragma once
#include "http/router.hpp"
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

namespace elicense::http {

class WorkerPool {
 public:
  WorkerPool(unsigned workers, std::size_t queue) : pool_(workers), most_(workers + queue) {}

  class Place { // in the queue or at work; given back when it goes
   public:
    explicit Place(std::atomic<std::size_t>* taken) : taken_(taken) {}
    Place(Place&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (taken_) --*taken_;
    }

   private:
    std::atomic<std::size_t>* taken_;
  };

  std::optional<Place> take_place(); // empty: full
  // Runs the handler on a worker, resumes the caller where it was; the handler's exception comes out here.
  boost::asio::awaitable<Response> run(Place place, const Handler& handler, const Request& request);
  boost::asio::awaitable<Bytes> run(Place place, BodySource& source); // the next piece
  void join() { pool_.join(); }

 private:
  boost::asio::thread_pool pool_;
  const std::size_t most_;
  std::atomic<std::size_t> taken_ = 0;
};

} // namespace elicense::http
