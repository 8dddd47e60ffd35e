// SPDX-License-Identifier: Apache-2.0
// OpenSSL's own SM2 without anything of ours around it: what every ratio is taken to.
#pragma once
#include <memory>

namespace elicense::bench {

class RawSm2 {
 public:
  RawSm2();
  ~RawSm2();
  void sign();   // 32 bytes, standard id
  void verify(); // the signature of the same

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace elicense::bench
