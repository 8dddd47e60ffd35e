// SPDX-License-Identifier: Apache-2.0
// An instance of its own in a temporary folder, and the documents that are measured.
#pragma once
#include "instance/instance.hpp"

namespace elicense::bench {

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
