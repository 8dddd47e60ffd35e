// SPDX-License-Identifier: Apache-2.0
// Seals an operator holds, and their use on documents.
#pragma once
#include "crypto/key_store.hpp"
#include "crypto/seal.hpp"
#include "ofd/writer.hpp"

namespace elicense::seal {

struct HeldSeal {
  std::string id;                  // esID
  crypto::Seal seal;               // decoded, with its DER
  crypto::Certificate certificate; // of the signer
  std::unique_ptr<crypto::Signer> signer;
};

// The name of a seal's key in the key store: "seal-ID".
std::string key_name(std::string_view id);

// The seals of one instance, from its seals folder: ID/seal.esl, ID/signer.cer (DER or PEM) and the key
// "seal-ID".
class Cabinet {
 public:
  // SEAL_CABINET_UNREADABLE; SEAL_CABINET_MISMATCH names the seal whose id, certificate, key or list do not
  // fit each other; SEAL_DEVELOPMENT_KEY; SEAL_… and KEY_… of a seal that cannot be read. One bad seal fails
  // the load.
  static Result<Cabinet> load(const std::filesystem::path& folder, const crypto::KeyStore& keys,
                              bool allow_development);
  explicit Cabinet(std::vector<HeldSeal> seals);
  Result<const HeldSeal*> find(std::string_view id) const; // SEAL_NOT_FOUND
  std::vector<const HeldSeal*> all() const;

 private:
  std::vector<HeldSeal> seals_;
};

struct Place {
  std::size_t page = 0;      // index
  double x_mm = 0, y_mm = 0; // upper left corner; the size is the seal's
};

class Sealer {
 public:
  Sealer(crypto::TimestampSource timestamp, Clock clock);
  // The document with one more seal signature, time-stamped. OFD_… and SIG_… errors, SIGNER_OUTSIDE_VALIDITY,
  // SEAL_OUTSIDE_VALIDITY, SEAL_PLACE (page missing, or the picture would leave the page),
  // or what the time-stamp source answers.
  Result<ofd::SignedFile> apply(const ofd::OpenDocument& to, const HeldSeal& seal, const Place& place) const;
  Result<Bytes> apply(ByteView document, const HeldSeal& seal, const Place& place) const;

 private:
  crypto::TimestampSource timestamp_;
  Clock clock_;
};

} // namespace elicense::seal
