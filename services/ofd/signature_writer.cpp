// SPDX-License-Identifier: Apache-2.0
// A signature added to a document (GB/T 33190-2016, 18): what is already there keeps every byte, but for the
// pointer in OFD.xml of an unsigned document and the list of signatures.
#include "ofd/coverage.hpp"
#include "ofd/fields.hpp"
#include "ofd/name.hpp"
#include "ofd/writer.hpp"
#include "ofd/xml_edit.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

constexpr std::string_view sm2_with_sm3 = "1.2.156.10197.1.501";
constexpr std::string_view sm3 = "1.2.156.10197.1.401";

// Where the new signature's files go, and the ids it gets.
struct Plan {
  std::string list;   // Signatures.xml
  std::string folder; // of this signature
  std::uint32_t id = 0;
  std::string signature() const { return folder + "/Signature.xml"; }
  std::string value() const { return folder + "/SignedValue.dat"; }
  std::string seal() const { return folder + "/Seal.esl"; }
};

bool inside(const Box& page, const Box& stamp) {
  return stamp.width > 0 && stamp.height > 0 && stamp.x >= page.x && stamp.y >= page.y &&
         stamp.x + stamp.width <= page.x + page.width && stamp.y + stamp.height <= page.y + page.height;
}

std::optional<Error> check_stamps(const Document& document, const SignatureDraft& draft) {
  for (const Stamp& stamp : draft.stamps) {
    const auto page = std::ranges::find(document.pages, stamp.page, &Page::id);
    if (page == document.pages.end())
      return fail(ErrorKind::invalid, "OFD_STAMP_PAGE", "page " + std::to_string(stamp.page));
    // A stamp's origin is the page's upper left corner, wherever its physical box begins.
    const Box sheet{.x = 0, .y = 0, .width = page->box.width, .height = page->box.height};
    if (!inside(sheet, stamp.box))
      return fail(ErrorKind::invalid, "OFD_STAMP_OUTSIDE", "page " + std::to_string(stamp.page));
  }
  return std::nullopt;
}

// Nothing may be added to a list that a signature covers, nor to one that cannot be read whole.
std::optional<Error> check_open(const Document& document) {
  if (!document.signature_errors.empty()) return document.signature_errors.front();
  if (document.signatures.size() >= max_signatures)
    return fail(ErrorKind::too_large, "OFD_TOO_MANY_SIGNATURES", std::to_string(document.signatures.size()));
  for (const Signature& signature : document.signatures) {
    if (std::ranges::find(signature.references, document.signatures_path, &Reference::path) !=
        signature.references.end())
      return fail(ErrorKind::conflict, "OFD_CLOSED", signature.path);
  }
  return std::nullopt;
}

std::optional<Error> check_draft(const SignatureDraft& draft) {
  if (draft.provider.empty()) return fail(ErrorKind::invalid, "OFD_DRAFT_INVALID", "no provider");
  if ((draft.kind == SignatureKind::seal) == draft.seal.empty())
    return fail(ErrorKind::invalid, "OFD_DRAFT_INVALID", "a seal belongs to the kind seal, and only there");
  return std::nullopt;
}

bool folder_exists(const Package& package, const std::string& folder) {
  const std::string folded = fold_case(folder);
  return std::ranges::any_of(package.entries(), [&](const auto& entry) {
    const std::string name = fold_case(entry.first);
    return name == folded || name.starts_with(folded + "/");
  });
}

std::string free_folder(const Package& package, const std::string& stem, const std::string& first) {
  std::string folder = first;
  for (int i = 0; folder_exists(package, folder); ++i)
    folder = stem + std::to_string(i);
  return folder;
}

// "4" of "4", "004", "s4"
std::uint32_t number_of(std::string_view id) {
  return parse_id(id.substr(id.starts_with('s') ? 1 : 0)).value_or(0);
}

Result<Plan> plan(const Package& package, const Document& document) {
  Plan plan{.list = document.signatures_path, .folder = {}, .id = 1};
  if (document.signatures_path.empty()) {
    const std::string signs = join(folder_of(document.root), "Signs");
    plan.list = free_folder(package, signs + "_", signs) + "/Signatures.xml";
  } else {
    const auto list = parse_xml(*package.find(plan.list), XmlProfile::ofd);
    if (!list) return list.error();
    for (const XmlElement* largest : FieldReader::children(list->root, "MaxSignId"))
      plan.id = std::max(plan.id, number_of(largest->text) + 1);
    for (const Signature& signature : document.signatures)
      plan.id = std::max(plan.id, number_of(signature.id) + 1);
  }
  const std::string stem = join(folder_of(plan.list), "Sign_");
  plan.folder = free_folder(package, stem, stem + "0");
  return plan;
}

std::optional<Error> add_pointer(Package& package, const Plan& plan) {
  Bytes file = *package.find(entry_point);
  const auto xml = parse_xml(file, XmlProfile::ofd);
  if (!xml) return xml.error();
  const XmlElement& body = *FieldReader::children(xml->root, "DocBody").front();
  insert_last(file, body, element_markup(body, "Signatures", {}, absolute(plan.list)));
  package.set(std::string(entry_point), std::move(file));
  return std::nullopt;
}

std::string type_name(SignatureKind kind) {
  return kind == SignatureKind::seal ? "Seal" : "Sign";
}

XmlAttributes list_attributes(const Plan& plan, const SignatureDraft& draft) {
  return {{"ID", std::to_string(plan.id)},
          {"Type", type_name(draft.kind)},
          {"BaseLoc", absolute(plan.signature())}};
}

std::uint32_t last_id(const Plan& plan, const SignatureDraft& draft) {
  return plan.id + static_cast<std::uint32_t>(draft.stamps.size());
}

Bytes new_list(const Plan& plan, const SignatureDraft& draft) {
  XmlWriter xml("Signatures");
  xml.text("MaxSignId", std::to_string(last_id(plan, draft)));
  xml.empty("Signature", list_attributes(plan, draft));
  return xml.finish();
}

// MaxSignId in the form it has, where there is one.
void raise_largest_id(Bytes& file, const XmlElement& list, std::uint32_t id) {
  const auto found = FieldReader::children(list, "MaxSignId");
  if (found.size() != 1) return;
  const std::string form = found.front()->text.starts_with('s') ? "s" : "";
  replace_element(file, *found.front(), element_markup(list, "MaxSignId", {}, form + std::to_string(id)));
}

std::optional<Error> add_to_list(Package& package, const Plan& plan, const SignatureDraft& draft) {
  const Bytes* const existing = package.find(plan.list);
  if (existing == nullptr) {
    package.set(plan.list, new_list(plan, draft));
    return std::nullopt;
  }
  Bytes file = *existing;
  const auto list = parse_xml(file, XmlProfile::ofd);
  if (!list) return list.error();
  insert_last(file, list->root, element_markup(list->root, "Signature", list_attributes(plan, draft), ""));
  const auto longer = parse_xml(file, XmlProfile::ofd);
  if (!longer) return longer.error();
  raise_largest_id(file, longer->root, last_id(plan, draft));
  package.set(plan.list, std::move(file));
  return std::nullopt;
}

void write_references(XmlWriter& xml, const Package& package, const Plan& plan, bool last) {
  xml.open("References", {{"CheckMethod", std::string(sm3)}});
  for (const auto& [name, content] : package.entries()) {
    if (name == plan.list && !last) continue;
    xml.open("Reference", {{"FileRef", absolute(name)}});
    xml.text("CheckValue", to_base64(*package.digest(name))).close();
  }
  xml.close();
}

void write_stamps(XmlWriter& xml, const Plan& plan, const SignatureDraft& draft) {
  std::uint32_t id = plan.id;
  for (const Stamp& stamp : draft.stamps) {
    const std::string box = millimetres(stamp.box.x) + " " + millimetres(stamp.box.y) + " " +
                            millimetres(stamp.box.width) + " " + millimetres(stamp.box.height);
    xml.empty("StampAnnot",
              {{"ID", std::to_string(++id)}, {"PageRef", std::to_string(stamp.page)}, {"Boundary", box}});
  }
}

// Covers all of the package, which is as it will be but for this file and the value.
Bytes signature_xml(const Package& package, const Plan& plan, const SignatureDraft& draft) {
  XmlWriter xml("Signature");
  xml.open("SignedInfo");
  xml.empty("Provider",
            {{"ProviderName", draft.provider}, {"Version", draft.version}, {"Company", draft.company}});
  xml.text("SignatureMethod", sm2_with_sm3).text("SignatureDateTime", draft.date_time);
  write_references(xml, package, plan, draft.last);
  write_stamps(xml, plan, draft);
  if (!draft.seal.empty()) xml.open("Seal").text("BaseLoc", absolute(plan.seal())).close();
  xml.close().text("SignedValue", absolute(plan.value()));
  return xml.finish();
}

std::optional<Error> check_all(const Document& document, const SignatureDraft& draft) {
  if (auto fault = check_draft(draft)) return fault;
  if (auto fault = check_open(document)) return fault;
  return check_stamps(document, draft);
}

} // namespace

Result<Bytes> add_signature(ByteView file, const SignatureDraft& draft, const SignValue& sign) {
  const auto opened = open_document(file);
  if (!opened) return opened.error();
  auto signed_file = add_signature(*opened, draft, sign);
  if (!signed_file) return signed_file.error();
  return std::move(signed_file->bytes);
}

Result<SignedFile> add_signature(const OpenDocument& to, const SignatureDraft& draft, const SignValue& sign) {
  if (auto fault = check_all(to.document, draft)) return *fault;
  const auto plan = ofd::plan(to.package, to.document);
  if (!plan) return plan.error();

  Package package = to.package;
  if (to.document.signatures_path.empty()) {
    if (auto fault = add_pointer(package, *plan)) return *fault;
  }
  if (auto fault = add_to_list(package, *plan, draft)) return *fault;
  if (!draft.seal.empty()) package.set(plan->seal(), draft.seal);
  Bytes signature = signature_xml(package, *plan, draft);
  auto value = sign(signature, absolute(plan->signature()));
  if (!value) return value.error();
  package.set(plan->signature(), std::move(signature));
  package.set(plan->value(), std::move(*value));
  Bytes bytes = write_package(package);
  return SignedFile{std::move(bytes), std::move(package)};
}

} // namespace elicense::ofd
