// SPDX-License-Identifier: Apache-2.0
// Seals an operator holds, and their use on documents.
#pragma once
#include "crypto/key_store.hpp"
#include "crypto/seal.hpp"
#include "ofd/writer.hpp"

namespace elicense::seal {

struct HeldSeal {
  std::string id;             // esID
  crypto::Seal seal;          // decoded, with its DER
  crypto::Certificate certificate; // of the signer
  std::unique_ptr<crypto::Signer> signer;
};

// The seals of one instance folder: seals/ID/seal.esl, seals/ID/signer.cer and the key "seal-ID" in the key store.
class Cabinet {
 public:
  // SEAL_CABINET_UNREADABLE; a seal whose certificate, key or list do not fit each other fails the load and is named.
  static Result<Cabinet> load(const std::filesystem::path& folder, const crypto::KeyStore& keys, bool allow_development);
  explicit Cabinet(std::vector<HeldSeal> seals);
  Result<const HeldSeal*> find(std::string_view id) const; // SEAL_NOT_FOUND
  std::vector<const HeldSeal*> all() const;

 private:
  std::vector<HeldSeal> seals_;
};

struct Place {
  std::size_t page = 0; // index
  double x_mm = 0, y_mm = 0; // upper left corner; the size is the seal's
};

class Sealer {
 public:
  Sealer(crypto::TimestampSource timestamp, Clock clock);
  // The document with one more seal signature, time-stamped. OFD_… and SIG_… errors, SEAL_OUTSIDE_VALIDITY, SEAL_PLACE
  // (page missing, or the picture would leave the page), TIMESTAMP_UNAVAILABLE.
  Result<Bytes> apply(ByteView document, const HeldSeal& seal, const Place& place) const;

 private:
  crypto::TimestampSource timestamp_;
  Clock clock_;
};

} // namespace elicense::seal
