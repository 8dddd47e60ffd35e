// SPDX-License-Identifier: Apache-2.0
// Making a V4 seal (GB/T 38540-2020). Optional parts are left out, so that readers that re-encode before they
// check accept it.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/seal.hpp"
#include "crypto/signing_rules.hpp"
#include "crypto/utf8.hpp"

namespace elicense::crypto {
namespace {

constexpr std::int64_t seal_version = 4;
constexpr std::int64_t certificates_listed = 1; // certListType

Error invalid_draft(std::string detail) {
  return fail(ErrorKind::invalid, "SEAL_DRAFT_INVALID", std::move(detail));
}

bool is_ia5(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool is_size(int millimetres) {
  return millimetres > 0 && millimetres <= max_seal_picture_mm;
}

Result<void> check_texts(const SealDraft& draft) {
  if (!is_ia5(draft.vendor) || !is_ia5(draft.id)) return invalid_draft("vendor and id must be visible ASCII");
  if (draft.name.empty() || !is_utf8(as_bytes(draft.name))) return invalid_draft("the name must be UTF-8");
  const SealPicture& picture = draft.picture;
  if (!is_ia5(picture.type) || picture.data.empty()) return invalid_draft("the picture is missing");
  if (!is_size(picture.width_mm) || !is_size(picture.height_mm))
    return invalid_draft("size of the picture out of range");
  return {};
}

Result<void> check_signers(const std::vector<Certificate>& signers) {
  if (signers.empty()) return invalid_draft("the seal must name who may use it");
  for (const Certificate& signer : signers)
    if (!may_sign(signer)) return invalid_draft("a listed certificate is not for SM2 signatures");
  for (std::size_t i = 0; i < signers.size(); ++i)
    if (std::find(signers.begin(), signers.begin() + static_cast<std::ptrdiff_t>(i), signers[i]) !=
        signers.begin() + static_cast<std::ptrdiff_t>(i))
      return invalid_draft("a certificate is listed twice");
  return {};
}

Result<void> check_maker(const SealDraft& draft, const Certificate& maker, const Signer& key) {
  if (!may_sign(maker)) return invalid_draft("the maker's certificate is not for SM2 signatures");
  if (!is_valid_at(maker, draft.created))
    return invalid_draft("the maker's certificate is not valid when the seal is made");
  if (!fits(maker, key)) return fail(ErrorKind::invalid, "SIGNER_KEY_MISMATCH");
  if (draft.valid_from >= draft.valid_until)
    return invalid_draft("the seal's validity ends before it begins");
  return {};
}

Bytes write_header(const SealDraft& draft) {
  return der::wrap(der::sequence, {der::write_text(der::ia5_string, "ES"), der::write_integer(seal_version),
                                   der::write_text(der::ia5_string, draft.vendor)});
}

Bytes write_property(const SealDraft& draft) {
  Bytes certificates;
  for (const Certificate& signer : draft.signers)
    certificates = der::concat({certificates, der::write_octets(signer.der())});
  return der::wrap(der::sequence,
                   {der::write_integer(draft.type), der::write_text(der::utf8_string, draft.name),
                    der::write_integer(certificates_listed), der::wrap(der::sequence, certificates),
                    der::write_generalized_time(draft.created), der::write_generalized_time(draft.valid_from),
                    der::write_generalized_time(draft.valid_until)});
}

Bytes write_picture(const SealPicture& picture) {
  return der::wrap(der::sequence,
                   {der::write_text(der::ia5_string, picture.type), der::write_octets(picture.data),
                    der::write_integer(picture.width_mm), der::write_integer(picture.height_mm)});
}

Bytes write_info(const SealDraft& draft) {
  return der::wrap(der::sequence, {write_header(draft), der::write_text(der::ia5_string, draft.id),
                                   write_property(draft), write_picture(draft.picture)});
}

} // namespace

Result<Bytes> make_seal(const SealDraft& draft, const Certificate& maker, const Signer& maker_key) {
  for (const Result<void>& rule :
       {check_texts(draft), check_signers(draft.signers), check_maker(draft, maker, maker_key)})
    if (!rule) return rule.error();
  const Bytes info = write_info(draft);
  const Result<Bytes> signature = maker_key.sign(info);
  if (!signature) return signature.error();
  Bytes seal = der::wrap(der::sequence, {info, der::write_octets(maker.der()),
                                         der::write_oid(oid::sm2_with_sm3), der::write_bits(*signature)});
  const Result<Seal> decoded = decode_seal(seal);
  if (!decoded) return invalid_draft(decoded.error().detail);
  if (!is_signed(maker, info, *signature))
    return fail(ErrorKind::internal, "SEAL_SELF_CHECK", "the maker's key");
  return seal;
}

} // namespace elicense::crypto
