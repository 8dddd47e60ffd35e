// SPDX-License-Identifier: Apache-2.0
// An instance of its own in a temporary folder, and the documents that are measured.
#pragma once
#include "instance/instance.hpp"
#include <stdexcept>

namespace elicense::bench {

inline constexpr const char* business_license = "11100000MB0143028R001";
inline constexpr int signatures_of_a_sealing = 2; // the seal's, and of its time stamp

// What a part gives; an error ends the program.
template <class T> T take(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().detail);
  return *std::move(result);
}

std::string credit_code(std::int64_t number); // GB 32100, of nobody

class House {
 public:
  House();
  ~House();

  instance::Instance& instance() { return *instance_; }
  const std::filesystem::path& folder() const { return folder_; }
  license::License issue(); // the example business license
  Bytes issued_document();
  Bytes sealed_document(int pages, int signatures); // of text, without a license's metadata
  const seal::HeldSeal& seal();

 private:
  std::filesystem::path folder_;
  std::unique_ptr<instance::Instance> instance_;
  int issued_ = 0;
};

} // namespace elicense::bench
