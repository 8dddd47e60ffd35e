// SPDX-License-Identifier: Apache-2.0
// Documents under seals, made with the product's own writer.
#include "tests/support/sealed_documents.hpp"

#include "crypto/signed_data.hpp"

namespace elicense::test {
namespace {

class SharedSigner final : public crypto::Signer {
 public:
  explicit SharedSigner(std::shared_ptr<const crypto::Signer> signer) : signer_(std::move(signer)) {}
  Result<Bytes> sign(ByteView message) const override { return signer_->sign(message); }
  const crypto::Sm2PublicKey& public_key() const override { return signer_->public_key(); }

 private:
  std::shared_ptr<const crypto::Signer> signer_;
};

constexpr std::uint32_t font_id = 1, image_id = 2, layer_id = 3, holder_id = 4, number_id = 5, picture_id = 6;

std::string text_object(std::uint32_t id, double y, std::string_view text) {
  const std::string box = "20 " + std::to_string(y) + " 120 8";
  return "<ofd:TextObject ID=\"" + std::to_string(id) + "\" Boundary=\"" + box + "\" Font=\"" +
         std::to_string(font_id) + "\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"6\">" + std::string(text) +
         "</ofd:TextCode></ofd:TextObject>";
}

std::string layers() {
  return "<ofd:Layer ID=\"" + std::to_string(layer_id) + "\">" +
         text_object(holder_id, 40, "宁夏示例有限公司") + text_object(number_id, 60, "编号:64-0001") +
         "<ofd:ImageObject ID=\"" + std::to_string(picture_id) + "\" Boundary=\"20 80 30 30\" ResourceID=\"" +
         std::to_string(image_id) + "\"/></ofd:Layer>";
}

} // namespace

std::unique_ptr<crypto::Signer> signer_of(const Identity& identity) {
  return std::make_unique<SharedSigner>(identity.key);
}

Bytes make_seal_of(const SealOptions& options) {
  crypto::SealDraft draft;
  draft.vendor = "test";
  draft.id = options.id;
  draft.name = seal_name;
  draft.signers = {options.signer.certificate};
  draft.created = options.created;
  draft.valid_from = options.valid_from;
  draft.valid_until = options.valid_until;
  draft.picture = {"png", to_bytes("not looked at"), 42, 42};
  return crypto::make_seal(draft, options.maker.certificate, *options.maker.key).value();
}

seal::HeldSeal held_seal(const SealOptions& options) {
  return {options.id, crypto::decode_seal(make_seal_of(options)).value(), options.signer.certificate,
          signer_of(options.signer)};
}

const seal::HeldSeal& usual_seal() {
  static const seal::HeldSeal seal = held_seal();
  return seal;
}

crypto::TimestampSource stamps_at(Time time, const Identity& authority) {
  return [time, authority](ByteView to_stamp) {
    return crypto::make_timestamp(to_stamp, time, authority.certificate, *authority.key,
                                  crypto::system_random);
  };
}

ofd::NewDocument plain_draft() {
  ofd::NewDocument draft;
  draft.id = "0123456789abcdef0123456789abcdef";
  draft.title = "测试文件";
  draft.creator = "elicense";
  draft.creator_version = "1.0";
  draft.creation_date = "2026-06-15";
  draft.custom_data = {{"holder", "宁夏示例有限公司"}};
  draft.fonts = {{font_id, "TestFont", "font_1.otf", to_bytes("a font, not looked at")}};
  draft.images = {{image_id, "image_2.png", "PNG", to_bytes("a picture, not looked at")}};
  draft.pages = {{210, 297, layers()}};
  draft.attachments = {{"metadata", "metadata.xml", "XML", "metadata", to_bytes("<metadata/>")}};
  draft.tags = {{"holder", {{0, holder_id}}}};
  draft.tag_namespace = "urn:test:tags";
  draft.max_object_id = picture_id;
  return draft;
}

Bytes plain_document() {
  return ofd::write_document(plain_draft()).value();
}

Bytes sealed(ByteView document, const seal::HeldSeal& held, const Sealing& sealing) {
  ofd::SignatureDraft draft;
  draft.provider = draft.company = "elicense";
  draft.version = "1.0";
  draft.date_time = to_generalized(sealing.at);
  const auto package = ofd::Package::open(document).value();
  draft.stamps = {{ofd::read_document(package).value().pages.front().id, {150, 230, 42, 42}}};
  draft.seal = held.seal.der;
  draft.last = sealing.last;
  const auto sign = [&](ByteView signature_xml, const std::string& property_info) {
    const crypto::SealSignatureDraft value{held.seal.der, sealing.at, crypto::sm3(signature_xml),
                                           property_info};
    const auto source = sealing.stamped ? stamps_at(sealing.at) : crypto::TimestampSource();
    return crypto::make_seal_signature(value, held.certificate, *held.signer, source);
  };
  return ofd::add_signature(document, draft, sign).value();
}

const Bytes& sealed_file() {
  static const Bytes document = sealed(plain_document());
  return document;
}

Bytes signed_plainly(ByteView document, const PlainSigning& signing) {
  ofd::SignatureDraft draft;
  draft.provider = draft.company = "elicense";
  draft.version = "1.0";
  draft.date_time = to_generalized(signing.at);
  draft.kind = ofd::SignatureKind::sign;
  const auto sign = [&](ByteView signature_xml, const std::string&) {
    const crypto::SignedDataOptions options{signing.attributes, true, signing.at};
    return crypto::make_signed_data(crypto::sm3(signature_xml), options, signing.signer.certificate,
                                    *signing.signer.key);
  };
  return ofd::add_signature(document, draft, sign).value();
}

} // namespace elicense::test
