// SPDX-License-Identifier: Apache-2.0
// Sealing a document, in the order of GM/T 0031-2014 6.2.2: certificate, seal, list, original, digest,
// signature.
#include "seal/sealing.hpp"

#include "crypto/sm3.hpp"

namespace elicense::seal {
namespace {

constexpr std::string_view product = "elicense";
constexpr std::string_view product_version = "1.0";

Result<void> check_validity(const HeldSeal& held, Time now) {
  if (now < held.certificate.not_before() || now > held.certificate.not_after())
    return fail(ErrorKind::invalid, "SIGNER_OUTSIDE_VALIDITY", held.id);
  if (now < held.seal.valid_from || now > held.seal.valid_until)
    return fail(ErrorKind::invalid, "SEAL_OUTSIDE_VALIDITY", held.id);
  return {};
}

// A stamp's origin is the page's upper left corner, wherever its physical box begins.
bool lies_on(const ofd::Box& stamp, const ofd::Box& page) {
  return stamp.x >= 0 && stamp.y >= 0 && stamp.x + stamp.width <= page.width &&
         stamp.y + stamp.height <= page.height;
}

Result<ofd::Stamp> stamp_at(const ofd::Document& document, const crypto::SealPicture& picture,
                            const Place& place) {
  if (place.page >= document.pages.size())
    return fail(ErrorKind::invalid, "SEAL_PLACE", "no page " + std::to_string(place.page));
  const ofd::Page& page = document.pages[place.page];
  const ofd::Box box{place.x_mm, place.y_mm, static_cast<double>(picture.width_mm),
                     static_cast<double>(picture.height_mm)};
  if (!lies_on(box, page.box)) return fail(ErrorKind::invalid, "SEAL_PLACE", "outside the page");
  return ofd::Stamp{page.id, box};
}

} // namespace

Sealer::Sealer(crypto::TimestampSource timestamp, Clock clock)
    : timestamp_(std::move(timestamp)), clock_(std::move(clock)) {}

Result<Bytes> Sealer::apply(ByteView document, const HeldSeal& held, const Place& place) const {
  const auto opened = ofd::open_document(document);
  if (!opened) return opened.error();
  auto sealed = apply(*opened, held, place);
  if (!sealed) return sealed.error();
  return std::move(sealed->bytes);
}

Result<ofd::SignedFile> Sealer::apply(const ofd::OpenDocument& to, const HeldSeal& held,
                                      const Place& place) const {
  const Time now = clock_();
  if (const auto valid = check_validity(held, now); !valid) return valid.error();
  const auto stamp = stamp_at(to.document, held.seal.picture, place);
  if (!stamp) return stamp.error();

  ofd::SignatureDraft draft;
  draft.provider = draft.company = product;
  draft.version = product_version;
  draft.date_time = to_generalized(now);
  draft.stamps = {*stamp};
  draft.seal = held.seal.der;
  return ofd::add_signature(to, draft, [&](ByteView signature_xml, const std::string& property_info) {
    const crypto::SealSignatureDraft value{held.seal.der, now, crypto::sm3(signature_xml), property_info};
    return crypto::make_seal_signature(value, held.certificate, *held.signer, timestamp_);
  });
}

} // namespace elicense::seal
