// SPDX-License-Identifier: Apache-2.0
// Writing OFD: a new document, and a signature added to one. Equal input gives equal bytes.
#pragma once
#include "ofd/document.hpp"
#include <functional>

namespace elicense::ofd {

struct NewFont {
  std::uint32_t id = 0;
  std::string name;      // FontName
  std::string file_name; // in Doc_0/Res
  Bytes content;
};

struct NewImage {
  std::uint32_t id = 0;
  std::string file_name; // in Doc_0/Res
  std::string format;    // "PNG"
  Bytes content;
};

struct NewPage {
  double width_mm = 210, height_mm = 297;
  std::string layers; // the <ofd:Layer> elements of Content.xml, ids already given
};

struct NewAttachment {
  std::string name, file_name, format, usage;
  Bytes content;
};

struct NewTag {
  std::string name;                                           // "ZZBS"
  std::vector<std::pair<std::size_t, std::uint32_t>> objects; // page index, object id
};

struct NewDocument {
  std::string id; // 32 hex
  std::string title, creator, creator_version;
  std::string creation_date; // YYYY-MM-DD
  std::vector<CustomData> custom_data;
  std::vector<NewFont> fonts;
  std::vector<NewImage> images;
  std::vector<NewPage> pages;
  std::vector<NewAttachment> attachments;
  std::vector<NewTag> tags;
  std::string tag_namespace;       // of the tag file, a URN of ours
  std::uint32_t max_object_id = 0; // highest id used in fonts, images, layers; the writer goes on from there
};
// OFD_DRAFT_INVALID
Result<Bytes> write_document(const NewDocument& document);
Result<OpenDocument> make_document(const NewDocument& document); // not packed: it gets a signature first

struct SignatureDraft {
  std::string provider, company, version; // of the sealing product
  std::string date_time;                  // YYYYMMDDhhmmssZ
  SignatureKind kind = SignatureKind::seal;
  std::vector<Stamp> stamps; // page is a page id of the document; inside its box
  Bytes seal;                // DER SESeal, written as Seal.esl; empty for kind sign
  bool last = false;         // cover Signatures.xml too: no further signature may follow
};

// Given Signature.xml as stored and its absolute path, answers the content of SignedValue.dat.
using SignValue = std::function<Result<Bytes>(ByteView signature_xml, const std::string& property_info)>;

// Covers every entry of the package except Signatures.xml (unless `last`) and its own Signature.xml and
// SignedValue.dat. A first signature puts the Signatures pointer into OFD.xml; a later one leaves every
// covered byte as it is. OFD_STAMP_PAGE, OFD_STAMP_OUTSIDE, OFD_CLOSED (Signatures.xml is covered: nothing
// may be added).
Result<SignedFile> add_signature(const OpenDocument& to, const SignatureDraft& draft, const SignValue& sign);
Result<Bytes> add_signature(ByteView file, const SignatureDraft& draft, const SignValue& sign);

} // namespace elicense::ofd
