// SPDX-License-Identifier: Apache-2.0
// What an OFD package says (GB/T 33190-2016): one document body, its pages, metadata, attachments, tags and
// signatures.
#pragma once
#include "ofd/package.hpp"
#include <optional>
#include <set>

namespace elicense::ofd {

inline constexpr std::size_t max_xml_size = 8U << 20;
inline constexpr int max_xml_depth = 64;
inline constexpr std::size_t max_pages = 1000;
inline constexpr std::size_t max_signatures = 64;
inline constexpr std::size_t max_references = 4096;

struct Box { // millimetres
  double x = 0, y = 0, width = 0, height = 0;
};

struct CustomData {
  std::string name, value;
};

struct TextObject { // what a page shows
  std::uint32_t page = 0, id = 0;
  std::string text; // empty when it is hidden: invisible, transparent, or white as paper
};

struct Page {
  std::uint32_t id = 0;
  std::string path; // of Content.xml
  Box box;          // the page's own physical box, else the document's
  Result<std::vector<TextObject>> text = std::vector<TextObject>(); // in order; OFD_STRUCTURE
};

struct Attachment {
  std::string name, usage, path;
};

struct Tag { // CustomTags: a named reference to page objects
  std::string name;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> objects; // page id, object id
};

struct Reference {
  std::string path; // resolved
  Bytes digest;
};

struct Stamp {
  std::uint32_t page = 0;
  Box box;
};

enum class SignatureKind { seal, sign }; // @Type

struct Signature {
  std::string id;
  SignatureKind kind = SignatureKind::seal;
  std::string path;                                                // Signature.xml
  std::string value_path;                                          // SignedValue.dat
  std::string seal_path;                                           // Seal.esl, or empty
  std::string provider, signature_method, check_method, date_time; // as written
  std::vector<Reference> references;
  std::vector<Stamp> stamps;
  std::string base_id; // @Relative (GM/T 0099)
  // OFD_TYPE_ABSENT, OFD_TYPE_CASE, OFD_PATH_RELATIVE, OFD_SEAL_ABSENT, OFD_SIGNED_VALUE_NAME,
  // OFD_CHECK_METHOD_NAME, OFD_PROVIDER_ELEMENTS, OFD_CHILD_ORDER, OFD_SIGNATURE_ID, OFD_SIGNATURE_TIME,
  // OFD_BOM, OFD_NAMESPACE_OLD
  std::vector<std::string> deviations;
};

struct Document {
  std::string version, type;      // OFD/@Version, @DocType
  std::string id, title, creator; // DocInfo
  std::vector<CustomData> custom_data;
  std::string root;            // Document.xml
  std::string signatures_path; // empty: not signed
  std::vector<Page> pages;
  std::vector<Attachment> attachments;
  std::vector<Tag> tags;
  std::vector<Signature> signatures; // in document order
  std::set<std::string> reachable;   // every entry reached from OFD.xml
  std::set<std::string> active;      // those with an action that leads out of the document:
                                     // URI, GotoA, Sound, Movie
  // OFD_BOM, OFD_NAMESPACE_OLD, OFD_PATH_CASE, OFD_RESOURCE_MISSING, OFD_DOC_ID, OFD_CUSTOM_DATA_TWICE,
  // OFD_TAG_REFERENCE, OFD_MAX_SIGN_ID
  std::vector<std::string> deviations;
  // What could not be read of a signature (a missing Signatures.xml, a broken Signature.xml): the document is
  // still reported.
  std::vector<Error> signature_errors;
};

// OFD_NOT_OFD (no OFD.xml), OFD_ENCRYPTED, XML_… (see xml.hpp), OFD_STRUCTURE, OFD_SEVERAL_BODIES,
// OFD_VERSIONS, OFD_ENTRY_MISSING (the root or a page), OFD_PATH, OFD_PATH_ESCAPES, OFD_TOO_MANY_PAGES; for
// signatures OFD_SIGNATURE_FILES, OFD_SIGNATURE_UNLISTED, OFD_TOO_MANY_SIGNATURES, OFD_TOO_MANY_REFERENCES.
Result<Document> read_document(const Package& package);

struct OpenDocument { // a package and what it says
  Package package;
  Document document;
};
// What Package::open and read_document refuse.
Result<OpenDocument> open_document(ByteView file);

struct SignedFile {
  Bytes bytes;
  Package package; // what was packed into it, with the digests that were signed
};

// The text of every TextObject of the pages, in order. OFD_STRUCTURE
Result<std::vector<TextObject>> read_text(const Document& document);

} // namespace elicense::ofd
