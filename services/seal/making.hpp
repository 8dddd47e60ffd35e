// SPDX-License-Identifier: Apache-2.0
// Making an official seal: the picture from its name, the seal signed by a seal maker (制章者), its files in
// a cabinet.
#pragma once
#include "face/seal_picture.hpp"
#include "seal/sealing.hpp"

namespace elicense::seal {

inline constexpr std::size_t max_seal_id = 64;

struct NewSeal {
  std::string id;     // esID and folder name: letters, digits, '-'
  std::string vendor; // of the sealing product
  std::string name;   // as registered with public security; along the arc
  std::string line;   // below the star, may be empty
  int diameter_mm = 42;
  Time created, valid_from, valid_until;
};

// DER SESeal that `signers` may use. SEAL_ID_INVALID, FACE_SEAL_…, SEAL_DRAFT_INVALID
Result<Bytes> make_official_seal(const NewSeal& seal, const std::vector<crypto::Certificate>& signers,
                                 const crypto::Certificate& maker, const crypto::Signer& maker_key,
                                 const face::Fonts& fonts);

// Writes ID/seal.esl and ID/signer.cer below `folder`; the key goes to the key store under key_name(id).
// SEAL_EXISTS, SEAL_ID_INVALID, SEAL_CABINET_UNWRITABLE
Result<void> store_in_cabinet(const std::filesystem::path& folder, ByteView seal,
                              const crypto::Certificate& signer);

} // namespace elicense::seal
