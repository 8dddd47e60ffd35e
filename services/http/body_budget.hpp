// SPDX-License-Identifier: Apache-2.0
// How many bytes of bodies, read and to be written, all connections together may hold.
#pragma once
#include <atomic>
#include <cstddef>

namespace elicense::http {

class BodyBudget {
 public:
  explicit BodyBudget(std::size_t bytes) : bytes_(bytes) {}

  class Share { // of one request; given back when it goes
   public:
    explicit Share(BodyBudget& budget) : budget_(budget) {}
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share() { budget_.taken_ -= taken_; }

    bool grow(std::size_t bytes) { // false: the budget is spent, nothing was taken
      if ((budget_.taken_ += bytes) > budget_.bytes_) {
        budget_.taken_ -= bytes;
        return false;
      }
      taken_ += bytes;
      return true;
    }

   private:
    BodyBudget& budget_;
    std::size_t taken_ = 0;
  };

 private:
  const std::size_t bytes_;
  std::atomic<std::size_t> taken_ = 0;
};

} // namespace elicense::http
