// SPDX-License-Identifier: Apache-2.0
// Electronic seals and seal signatures: decode V1 (GM/T 0031-2014), V4 (GB/T 38540-2020) and V5 (GM/T
// 0031-2025), make V4. Signed parts are kept and checked as received.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/signer.hpp"
#include "crypto/timestamp.hpp"

namespace elicense::crypto {

inline constexpr std::size_t max_seal_size = 2 * MiB;
inline constexpr std::size_t max_seal_signature_size = max_seal_size + 256 * KiB;
inline constexpr int max_seal_picture_mm = 10'000;
// Between a signer, a time-stamp authority and this machine.
inline constexpr std::chrono::minutes max_clock_skew{5};

enum class SealVersion { v1, v4, v5 };

struct SealPicture {
  std::string type; // "png", "ofd", …: compare without regard to case
  Bytes data;
  int width_mm = 0, height_mm = 0;
};

struct CertificateDigest {
  std::string type;
  Bytes value;
};

struct Seal {
  SealVersion version = SealVersion::v4;
  Bytes der; // the whole SESeal
  int header_version = 0;
  std::string vendor, id, name;
  std::int64_t type = 0;
  std::vector<Bytes> signer_certificates;             // certListType 1
  std::vector<CertificateDigest> certificate_digests; // certListType 2
  Time created, valid_from, valid_until;
  SealPicture picture;
  Bytes signed_bytes;      // what the maker signed (standards 1.3)
  Bytes maker_certificate; // DER as enclosed
  std::string signature_algorithm;
  Bytes signature;
  std::optional<Bytes> timestamp;
  std::vector<std::string> deviations;
};

struct SealSignature {
  SealVersion version = SealVersion::v4;
  Bytes der;
  int tbs_version = 0;
  Seal seal;
  std::optional<Time> claimed_time; // timeInfo; absent when V1 text could not be read
  Bytes data_hash;                  // 32 bytes for SM3
  std::string property_info;        // path of Signature.xml
  Bytes signed_bytes;               // TBS_Sign as received
  Bytes signer_certificate;
  std::string signature_algorithm;
  Bytes signature; // content of the BIT STRING: DER {r, s}, or 64 raw bytes
  std::optional<Bytes> timestamp;
  std::vector<std::string> deviations;
};

Result<Seal> decode_seal(ByteView der);                    // SEAL_FORMAT
Result<SealSignature> decode_seal_signature(ByteView der); // SIG_FORMAT

// --- checking (standards 1.5 and 1.6; the step codes are the names there) ---

// SEAL_SIGNATURE, SEAL_MAKE_TIME (V5), SEAL_MAKER_CERT, SEAL_EXPIRED, SEAL_TIMESTAMP (when present). `at` is
// now for a seal by itself, the signing time for a seal inside a signature; "expired since" at `now` is a
// note, not a failure.
struct SealCheck {
  Steps cryptography; // SEAL_SIGNATURE
  Steps trust;        // the rest
  ChainReport maker_chain;
  std::vector<std::string> deviations, notes;
};
SealCheck check_seal(const Seal& seal, const TrustStore& trust, Time at, Time now);

struct SealSignatureCheck {
  Steps cryptography; // SIG_VALUE, SIG_DATA_HASH, SIG_CERT_NOT_IN_SEAL, SIG_PROPERTY_INFO, SEAL_SIGNATURE
  Steps trust; // SIG_CERT, SIG_TIME, SIG_REVOKED_BEFORE, SIG_TIMESTAMP, SIG_SEAL and the steps of check_seal
  Time signed_at; // TSA time when there is a good time stamp, else the signer's claim
  bool time_is_stamped = false;
  std::optional<Certificate> signer;
  ChainReport signer_chain;
  SealCheck seal;
  std::vector<std::string> deviations, notes;
};
// `document` is the file the hash is taken over (Signature.xml as stored), `property_info` the path it must
// name.
SealSignatureCheck check_seal_signature(const SealSignature& signature, ByteView document,
                                        std::string_view property_info, const TrustStore& trust, Time now);

// --- making, V4 only ---

struct SealDraft {
  std::string vendor, id, name;
  std::int64_t type = 1;
  std::vector<Certificate> signers;
  Time created, valid_from, valid_until;
  SealPicture picture;
};
// SEAL_DRAFT_INVALID, SIGNER_KEY_MISMATCH, SEAL_SELF_CHECK when the key's signature does not verify.
Result<Bytes> make_seal(const SealDraft& draft, const Certificate& maker, const Signer& maker_key);

struct SealSignatureDraft {
  Bytes seal; // DER SESeal
  Time time;
  Sm3Digest data_hash{};
  std::string property_info;
};
// The first rule of GM/T 0031-2014 6.2.2 that does not hold: SIG_CERT, SIGNER_KEY_MISMATCH, SIG_TIME,
// SEAL_VERSION, SEAL_SIGNATURE, SEAL_EXPIRED, SIG_CERT_NOT_IN_SEAL, SIG_PROPERTY_INFO. `timestamp` may be
// empty: then none is added.
Result<Bytes> make_seal_signature(const SealSignatureDraft& draft, const Certificate& certificate,
                                  const Signer& key, const TimestampSource& timestamp);

} // namespace elicense::crypto
