// SPDX-License-Identifier: Apache-2.0
// Loading held seals. A seal that does not fit its certificate or key is found at start, not at the first
// sealing.
#include "seal/files.hpp"
#include "seal/sealing.hpp"

#include <algorithm>

namespace elicense::seal {
namespace {

Error mismatch(const std::string& id, std::string_view what) {
  return fail(ErrorKind::invalid, "SEAL_CABINET_MISMATCH", id + ": " + std::string(what));
}

Error named(const Error& error, const std::string& id) {
  return fail(error.kind, error.code, id + ": " + error.detail);
}

Result<crypto::Certificate> read_certificate(const std::filesystem::path& path) {
  const auto content = read_file(path, crypto::max_certificate_size);
  if (!content) return content.error();
  if (!as_text(*content).starts_with("-----BEGIN")) return crypto::Certificate::parse(*content);
  auto certificates = crypto::Certificate::parse_pem(as_text(*content));
  if (!certificates) return certificates.error();
  if (certificates->size() != 1)
    return fail(ErrorKind::invalid, "SEAL_CABINET_UNREADABLE", path.string() + ": not one certificate");
  return certificates->front();
}

bool has_digest_of(const std::vector<crypto::CertificateDigest>& digests,
                   const crypto::Certificate& certificate) {
  const auto fingerprint = certificate.fingerprint();
  return std::ranges::any_of(digests, [&](const auto& digest) { return equal(digest.value, fingerprint); });
}

bool lists(const crypto::Seal& seal, const crypto::Certificate& certificate) {
  const auto& listed = seal.signer_certificates;
  return std::ranges::any_of(listed, [&](const Bytes& der) { return equal(der, certificate.der()); }) ||
         has_digest_of(seal.certificate_digests, certificate);
}

Result<void> check_fit(const HeldSeal& held) {
  if (held.seal.id != held.id) return mismatch(held.id, "the folder's name is not the seal's id");
  if (!lists(held.seal, held.certificate))
    return mismatch(held.id, "signer.cer is not in the seal's certificate list");
  const auto key = held.certificate.sm2_key();
  if (!key) return named(key.error(), held.id);
  if (!equal(key->point(), held.signer->public_key().point()))
    return mismatch(held.id, "the key is not that of signer.cer");
  return {};
}

Result<HeldSeal> read_seal(const std::filesystem::path& folder, const crypto::KeyStore& keys,
                           bool allow_development) {
  const std::string id = folder.filename().string();
  const auto der = read_file(folder / "seal.esl", crypto::max_seal_size);
  if (!der) return der.error();
  auto seal = crypto::decode_seal(*der);
  if (!seal) return named(seal.error(), id);
  auto certificate = read_certificate(folder / "signer.cer");
  if (!certificate) return named(certificate.error(), id);
  auto key = keys.get(key_name(id));
  if (!key) return named(key.error(), id);
  if (!allow_development && (key->development || certificate->is_development()))
    return fail(ErrorKind::forbidden, "SEAL_DEVELOPMENT_KEY", id);
  HeldSeal held{id, std::move(*seal), std::move(*certificate), std::move(key->signer)};
  if (const auto fit = check_fit(held); !fit) return fit.error();
  return held;
}

} // namespace

std::string key_name(std::string_view id) {
  return "seal-" + std::string(id);
}

Result<Cabinet> Cabinet::load(const std::filesystem::path& folder, const crypto::KeyStore& keys,
                              bool allow_development) {
  std::error_code error;
  std::vector<std::filesystem::path> folders;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().filename().string().front() != '.') folders.push_back(entry->path());
  if (error) return fail(ErrorKind::unavailable, "SEAL_CABINET_UNREADABLE", folder.string());
  std::ranges::sort(folders);
  std::vector<HeldSeal> seals;
  for (const auto& path : folders) {
    auto seal = read_seal(path, keys, allow_development);
    if (!seal) return seal.error();
    seals.push_back(std::move(*seal));
  }
  return Cabinet(std::move(seals));
}

Cabinet::Cabinet(std::vector<HeldSeal> seals) : seals_(std::move(seals)) {}

Result<const HeldSeal*> Cabinet::find(std::string_view id) const {
  const auto found = std::ranges::find(seals_, id, &HeldSeal::id);
  if (found == seals_.end()) return fail(ErrorKind::not_found, "SEAL_NOT_FOUND", std::string(id));
  return &*found;
}

std::vector<const HeldSeal*> Cabinet::all() const {
  std::vector<const HeldSeal*> all;
  for (const HeldSeal& seal : seals_)
    all.push_back(&seal);
  return all;
}

} // namespace elicense::seal
