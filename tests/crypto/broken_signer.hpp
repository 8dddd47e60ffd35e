// SPDX-License-Identifier: Apache-2.0
// A device whose public key is right and whose signatures are not.
#pragma once
#include "tests/support/pki.hpp"

namespace elicense::test {

class BrokenSigner final : public crypto::Signer {
 public:
  explicit BrokenSigner(const Identity& claimed) : claimed_(claimed) {}
  Result<Bytes> sign(ByteView) const override {
    return test_pki().signer.key->sign(as_bytes("something else"));
  }
  const crypto::Sm2PublicKey& public_key() const override { return claimed_.key->public_key(); }

 private:
  const Identity& claimed_;
};

} // namespace elicense::test
