// SPDX-License-Identifier: Apache-2.0
// Signatures.xml and every Signature.xml (GB/T 33190-2016, 18). What cannot be read is reported beside the
// rest.
#include "ofd/name.hpp"
#include "ofd/reading.hpp"
#include "ofd/xml_input.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

constexpr std::size_t max_list_token = 64;

// A reference of a signature: exactly the entry it names. Real files give it relative to Signature.xml too;
// an absolute one that has to be resolved first is met in no file but a forger's.
std::string signature_path(FieldReader& fields, const std::string& base, std::string_view location,
                           Signature& signature) {
  auto path = resolve(base, location);
  if (!path) {
    fields.refuse(path.error().code + " " + path.error().detail);
    return {};
  }
  if (location == absolute(*path)) return std::move(*path);
  if (location.starts_with('/')) fields.refuse("OFD_PATH " + std::string(location.substr(0, 200)));
  add_once(signature.deviations, "OFD_PATH_RELATIVE");
  return std::move(*path);
}

bool is_token(std::string_view text) {
  return text.size() <= max_list_token && std::ranges::all_of(text, is_xml_name_part);
}

bool is_listed_order(const XmlElement& parent, std::initializer_list<std::string_view> order) {
  auto expected = order.begin();
  for (const XmlElement& child : parent.children) {
    const auto found = std::find(expected, order.end(), child.name);
    if (found == order.end()) return false;
    expected = found;
  }
  return true;
}

// The recommended "s001" and the plain number of most vendors; "001" is met too.
bool is_usual_id(std::string_view id) {
  if (id.starts_with('s')) return parse_id(id.substr(1)).has_value();
  return parse_id(id).has_value() && !id.starts_with('0');
}

// YYYYMMDDhhmmss, a fraction perhaps, Z
bool is_usual_time(std::string_view time) {
  constexpr std::size_t seconds = 14;
  if (!time.ends_with('Z')) return false;
  time.remove_suffix(1);
  if (time.size() < seconds) return false;
  const std::string_view fraction = time.substr(seconds);
  const auto digits = [](std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(time.substr(0, seconds)) &&
         (fraction.empty() || (fraction[0] == '.' && digits(fraction.substr(1))));
}

void read_provider(FieldReader& fields, const XmlElement& info, Signature& signature) {
  const XmlElement& provider = fields.required_child(info, "Provider");
  signature.provider = fields.attribute(provider, "ProviderName");
  if (FieldReader::find_attribute(provider, "ProviderName")) return;
  signature.provider = fields.location(provider, "ProviderName");
  add_once(signature.deviations, "OFD_PROVIDER_ELEMENTS");
}

void read_references(FieldReader& fields, const XmlElement& info, Signature& signature) {
  const XmlElement& references = fields.required_child(info, "References");
  signature.check_method = fields.attribute(references, "CheckMethod");
  if (signature.check_method == "SM3") add_once(signature.deviations, "OFD_CHECK_METHOD_NAME");
  for (const XmlElement* element : FieldReader::children(references, "Reference")) {
    auto digest = from_base64(fields.trimmed(fields.required_child(*element, "CheckValue")));
    if (!digest) fields.refuse("CheckValue is not base64");
    signature.references.push_back(
        {.path = signature_path(fields, signature.path, fields.required_attribute(*element, "FileRef"),
                                signature),
         .digest = digest ? std::move(*digest) : Bytes{}});
  }
}

void read_stamps(FieldReader& fields, const XmlElement& info, Signature& signature) {
  for (const XmlElement* element : FieldReader::children(info, "StampAnnot")) {
    signature.stamps.push_back({.page = fields.number(fields.required_attribute(*element, "PageRef")),
                                .box = fields.box(fields.required_attribute(*element, "Boundary"))});
  }
}

void read_seal(FieldReader& fields, const XmlElement& info, Signature& signature) {
  const std::string_view location = fields.location(fields.child(info, "Seal"), "BaseLoc");
  if (!location.empty()) signature.seal_path = signature_path(fields, signature.path, location, signature);
  if (location.empty() && signature.kind == SignatureKind::seal)
    add_once(signature.deviations, "OFD_SEAL_ABSENT");
}

void read_signed_info(FieldReader& fields, const XmlElement& root, Signature& signature) {
  const XmlElement& info = fields.required_child(root, "SignedInfo");
  read_provider(fields, info, signature);
  signature.signature_method = fields.location(info, "SignatureMethod");
  signature.date_time = fields.child_text(info, "SignatureDateTime");
  if (!is_usual_time(signature.date_time)) add_once(signature.deviations, "OFD_SIGNATURE_TIME");
  read_references(fields, info, signature);
  read_stamps(fields, info, signature);
  read_seal(fields, info, signature);
  const bool in_order = is_listed_order(root, {"SignedInfo", "SignedValue"}) &&
                        is_listed_order(info, {"Provider", "SignatureMethod", "SignatureDateTime",
                                               "Parameters", "References", "StampAnnot", "Seal"});
  if (!in_order) add_once(signature.deviations, "OFD_CHILD_ORDER");
}

Fault read_signature_file(Reading& reading, Signature& signature) {
  const auto file = reading.load(signature.path, XmlProfile::ofd, signature.deviations);
  if (!file) return file.error();
  FieldReader fields(signature.path);
  if (file->root.name != "Signature") fields.refuse("root");
  read_signed_info(fields, file->root, signature);
  const std::string_view value = fields.trimmed(fields.required_child(file->root, "SignedValue"));
  signature.value_path = signature_path(fields, signature.path, value, signature);
  if (base_name_of(signature.value_path) != "SignedValue.dat")
    add_once(signature.deviations, "OFD_SIGNED_VALUE_NAME");
  if (signature.references.size() > max_references)
    return fail(ErrorKind::too_large, "OFD_TOO_MANY_REFERENCES", signature.path);
  return fields.fault();
}

void read_kind(FieldReader& fields, const XmlElement& element, Signature& signature) {
  const auto type = FieldReader::find_attribute(element, "Type");
  const std::string folded = type ? fold_case(*type) : "seal";
  if (!type) add_once(signature.deviations, "OFD_TYPE_ABSENT");
  if (type && *type != "Seal" && *type != "Sign") add_once(signature.deviations, "OFD_TYPE_CASE");
  if (folded != "seal" && folded != "sign") fields.refuse("Type " + folded.substr(0, 40));
  signature.kind = folded == "sign" ? SignatureKind::sign : SignatureKind::seal;
}

// The own files of a signature are outside every digest, so they must be nothing else: no content of the
// document, and no file of another signature.
Fault claim_own_files(Reading& reading, const Signature& signature, std::set<std::string>& claimed) {
  for (const std::string& path : {signature.path, signature.value_path}) {
    if (reading.document.reachable.contains(path) || !claimed.insert(path).second)
      return fail(ErrorKind::malformed, "OFD_SIGNATURE_FILES", path);
  }
  return std::nullopt;
}

Result<Signature> read_entry(Reading& reading, const XmlElement& element) {
  const std::string& list = reading.document.signatures_path;
  FieldReader fields(list);
  Signature signature;
  signature.id = fields.required_attribute(element, "ID");
  signature.base_id = fields.attribute(element, "Relative");
  if (!is_token(signature.id) || !is_token(signature.base_id)) fields.refuse("Signature/@ID");
  if (!is_usual_id(signature.id)) add_once(signature.deviations, "OFD_SIGNATURE_ID");
  read_kind(fields, element, signature);
  signature.path = signature_path(fields, list, fields.required_attribute(element, "BaseLoc"), signature);
  if (fields.fault()) return *fields.fault();
  if (auto fault = read_signature_file(reading, signature)) return *fault;
  return signature;
}

void add_signature(Reading& reading, Signature signature, std::set<std::string>& claimed) {
  Document& document = reading.document;
  const bool known_id = std::ranges::any_of(document.signatures,
                                            [&](const Signature& other) { return other.id == signature.id; });
  if (known_id) {
    document.signature_errors.push_back(
        fail(ErrorKind::malformed, "OFD_STRUCTURE", "two signatures " + signature.id));
  } else if (auto fault = claim_own_files(reading, signature, claimed)) {
    document.signature_errors.push_back(std::move(*fault));
  } else {
    document.signatures.push_back(std::move(signature));
  }
}

void mark_reachable(Reading& reading) {
  Document& document = reading.document;
  const auto mark = [&](const std::string& path) {
    if (reading.package.find(path) != nullptr) document.reachable.insert(path);
  };
  mark(document.signatures_path);
  for (const Signature& signature : document.signatures) {
    mark(signature.path);
    mark(signature.value_path);
    mark(signature.seal_path);
  }
}

// Attributes of other namespaces are nothing to a reader of OFD.
void check_attributes(FieldReader& fields, const XmlElement& element,
                      std::initializer_list<std::string_view> known) {
  for (const XmlAttribute& attribute : element.attributes) {
    if (attribute.prefix.empty() && std::ranges::count(known, attribute.name) == 0)
      fields.refuse("attribute " + std::string(attribute.name.substr(0, max_list_token)));
  }
}

// Nothing signs this list, so that nothing may stand in it but what is looked at.
void check_list_shape(FieldReader& fields, const XmlElement& root) {
  if (root.name != "Signatures" || !is_xml_blank(root.text)) fields.refuse("root");
  check_attributes(fields, root, {});
  for (const XmlElement& child : root.children) {
    const bool is_signature = child.name == "Signature";
    if (is_signature)
      check_attributes(fields, child, {"ID", "Type", "BaseLoc", "Relative"});
    else
      check_attributes(fields, child, {});
    const bool empty_signature = is_signature && is_xml_blank(fields.text(child));
    const bool largest_id = child.name == "MaxSignId" && is_token(fields.trimmed(child));
    if (!empty_signature && !largest_id)
      fields.refuse("in the list: " + std::string(child.name.substr(0, max_list_token)));
  }
}

bool is_signature_file(const Bytes& content) {
  const auto file = parse_xml(content, XmlProfile::foreign);
  return file && file->root.in_ofd && file->root.name == "Signature";
}

// Taking a signature out of the unsigned list would silence it; its file, which later signatures cover,
// remains.
void find_unlisted(Reading& reading) {
  Document& document = reading.document;
  for (const auto& [name, content] : reading.package.entries()) {
    if (!document.reachable.contains(name) && is_signature_file(content))
      document.signature_errors.push_back(fail(ErrorKind::malformed, "OFD_SIGNATURE_UNLISTED", name));
  }
}

Fault read_list(Reading& reading) {
  Document& document = reading.document;
  const auto file = reading.load(document.signatures_path, XmlProfile::ofd);
  if (!file) return file.error();
  if (document.reachable.contains(document.signatures_path))
    return fail(ErrorKind::malformed, "OFD_SIGNATURE_FILES", document.signatures_path);
  FieldReader fields(document.signatures_path);
  check_list_shape(fields, file->root);
  if (fields.fault()) return fields.fault();
  if (FieldReader::children(file->root, "MaxSignId").size() > 1)
    add_once(document.deviations, "OFD_MAX_SIGN_ID");
  const auto elements = FieldReader::children(file->root, "Signature");
  if (elements.size() > max_signatures)
    return fail(ErrorKind::too_large, "OFD_TOO_MANY_SIGNATURES", std::to_string(elements.size()));
  std::set<std::string> claimed = {document.signatures_path};
  for (const XmlElement* element : elements) {
    auto signature = read_entry(reading, *element);
    if (signature)
      add_signature(reading, std::move(*signature), claimed);
    else
      document.signature_errors.push_back(signature.error());
  }
  mark_reachable(reading);
  if (!document.signatures.empty() && document.signature_errors.empty()) find_unlisted(reading);
  return std::nullopt;
}

} // namespace

void read_signatures(Reading& reading, const std::string& location) {
  Document& document = reading.document;
  auto found = reading.locate("OFD.xml", location);
  if (found && *found) {
    document.signatures_path = std::move(**found);
    if (auto fault = read_list(reading)) document.signature_errors.push_back(std::move(*fault));
    return;
  }
  document.signatures_path = location; // a pointer to nothing is not the same as "not signed"
  document.signature_errors.push_back(
      found ? fail(ErrorKind::malformed, "OFD_ENTRY_MISSING", "OFD.xml: " + location.substr(0, 200))
            : found.error());
}

} // namespace elicense::ofd
