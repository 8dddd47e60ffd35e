// SPDX-License-Identifier: Apache-2.0
// Lending and taking back connections.
#include "store/sqlite/reader_pool.hpp"

namespace elicense::store {

ReaderPool::ReaderPool(const std::filesystem::path& file, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    free_.push_back(std::make_unique<Connection>(file, Access::read));
}

std::unique_ptr<Connection> ReaderPool::take() {
  constexpr std::chrono::seconds patience{5};
  std::unique_lock lock(mutex_);
  if (!returned_.wait_for(lock, patience, [this] { return !free_.empty(); })) return nullptr;
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  if (!connection) return;
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

} // namespace elicense::store
