// SPDX-License-Identifier: Apache-2.0
// Forged pointers: what OFD.xml says is the document, and what Signatures.xml says are its signatures.
#include "tests/support/forgeries.hpp"

#include "ofd/name.hpp"
#include <algorithm>

namespace elicense::test {
namespace {

const std::string entry_point = "OFD.xml";

std::string part(OfdEntries& entries, const std::string& entry, std::string_view element) {
  return entries.markup(entry, entries.elements(entry, element).at(0));
}

void replace_part(OfdEntries& entries, const std::string& entry, std::string_view element,
                  std::string_view markup) {
  entries.replace_element(entry, entries.elements(entry, element).at(0), markup);
}

// The same element with other text.
void set_text(OfdEntries& entries, const std::string& entry, std::string_view element,
              std::string_view text) {
  const ofd::XmlElement old = entries.elements(entry, element).at(0);
  entries.replace_element(entry, old, ofd::element_markup(old, element, {}, text));
}

void add_bodies(const Forge& forge) {
  const auto second = [](OfdEntries& e, bool first) {
    const std::string body = part(e, entry_point, "DocBody");
    replace_part(e, entry_point, "DocBody", body + body);
    const ofd::XmlElement other = e.elements(entry_point, "DocRoot").at(first ? 0 : 1);
    e.replace_element(entry_point, other, ofd::element_markup(other, "DocRoot", {}, "Other/Document.xml"));
  };
  for (const bool first : {true, false})
    forge.both(first ? "another body first" : "another body last", [&](OfdEntries& e) { second(e, first); },
               {"OFD_SEVERAL_BODIES"});
}

void repoint_root(const Forge& forge) {
  const std::string other = std::string(ofd::folder_of(forge.root())) + "/Other.xml";
  const auto move = [&](OfdEntries& e) {
    e.set(other, e.text(forge.root()) + "\n");
    set_text(e, entry_point, "DocRoot", "/" + other);
  };
  forge.outsider("another Document.xml", move, {"SIG_REFERENCES"}, entry_point);
  forge.insider("another Document.xml that he does not cover", move, {"COVERAGE_REACHABLE"}, other);
  forge.outsider(
      "the same in another form",
      [&](OfdEntries& e) { set_text(e, entry_point, "DocRoot", "./" + forge.root()); }, {"SIG_REFERENCES"},
      entry_point);
  forge.outsider("nothing", [&](OfdEntries& e) { set_text(e, entry_point, "DocRoot", "gone.xml"); },
                 {"OFD_ENTRY_MISSING"});
  forge.outsider("a page",
                 [&](OfdEntries& e) {
                   set_text(e, entry_point, "DocRoot", "/" + forge.specimen.document.pages[0].path);
                 },
                 {"OFD_STRUCTURE"});
}

void add_versions(const Forge& forge) {
  for (const char* current : {"true", "false"})
    for (const bool with_file : {false, true}) {
      const std::string version =
          "<x:Versions xmlns:x=\"http://www.ofdspec.org/2016\"><x:Version ID=\"1\" Index=\"1\" Current=\"" +
          std::string(current) + "\" BaseLoc=\"Versions/v1.xml\"/></x:Versions>";
      const auto add = [&](OfdEntries& e) {
        e.append_to(entry_point, "DocBody", version);
        if (with_file) e.set("Versions/v1.xml", "<x:DocVersion xmlns:x=\"http://www.ofdspec.org/2016\"/>");
      };
      forge.both(std::string("a version, current ") + current, add, {"OFD_VERSIONS"});
    }
}

void uncover_entry_point(const Forge& forge) {
  const auto leave_out = [&](OfdEntries& e) {
    for (const ofd::Signature& signature : forge.specimen.document.signatures)
      e.drop_reference(signature.path, entry_point);
  };
  forge.insider("OFD.xml left out", leave_out, {"COVERAGE_OFD_XML"}, entry_point);
  forge.insider(
      "OFD.xml left out and changed",
      [&](OfdEntries& e) { leave_out(e), e.set(entry_point, e.text(entry_point) + " "); },
      {"COVERAGE_OFD_XML"}, entry_point);
}

// Copies of a signature's files at another place, with or without the originals.
void wrap(const Forge& forge) {
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i) {
    const ofd::Signature& signature = forge.specimen.signature(i);
    const std::string other = std::string(ofd::folder_of(signature.path)) + "_9/Signature.xml";
    const auto repoint = [&](OfdEntries& e, bool keep) {
      e.set(other, e.text(signature.path));
      const ofd::XmlElement entry = e.elements(forge.list(), "Signature").at(i);
      const std::string id = attribute_of(entry, "ID"),
                        type = signature.kind == ofd::SignatureKind::seal ? "Seal" : "Sign";
      const std::string copy = ofd::element_markup(
          entry, "Signature", {{"ID", keep ? id + "9" : id}, {"Type", type}, {"BaseLoc", "/" + other}}, "");
      e.replace_element(forge.list(), entry, keep ? e.markup(forge.list(), entry) + copy : copy);
    };
    const bool closed = forge.is_covered(forge.list()), sealed = forge.specimen.signers[i].seal.has_value();
    const Causes moved = {closed ? "SIG_REFERENCES" : "SIG_PROPERTY_INFO", "SIG_REFERENCES",
                          "OFD_ENTRY_MISSING"};
    forge.outsider("signature " + signature.id + " at another place",
                   [&](OfdEntries& e) { repoint(e, false); },
                   {"OFD_SIGNATURE_UNLISTED", "OFD_ENTRY_MISSING"});
    forge.outsider("signature " + signature.id + " at two places", [&](OfdEntries& e) { repoint(e, true); },
                   {"OFD_SIGNATURE_FILES", "OFD_ENTRY_MISSING"});
    if (sealed)
      forge.outsider(
          "signature " + signature.id + " moved",
          [&](OfdEntries& e) { repoint(e, false), e.remove(signature.path); }, moved);
  }
}

// A genuine signature of the same signer, about something else.
void transplant(const Forge& forge) {
  OfdEntries other(forge.specimen.file);
  const std::string page = forge.specimen.document.pages[0].path;
  other.set(page, other.text(page) + " ");
  forge.specimen.sign(other);
  const auto graft = [&](OfdEntries& e, const ofd::Signature& signature, bool with_xml) {
    if (with_xml) e.set(signature.path, other.text(signature.path));
    e.set(signature.value_path, other.text(signature.value_path));
  };
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i) {
    const ofd::Signature& signature = forge.specimen.signature(i);
    forge.outsider("signature " + signature.id, [&](OfdEntries& e) { graft(e, signature, true); },
                   {"SIG_REFERENCES"});
    forge.outsider("the value of " + signature.id, [&](OfdEntries& e) { graft(e, signature, false); },
                   {forge.specimen.signers[i].hash_cause()});
  }
}

// Every signature leaves out each entry that another one covers.
void cover_less(const Forge& forge) {
  if (forge.specimen.signers.size() < 2) return;
  for (const ofd::Signature& signature : forge.specimen.document.signatures)
    for (const ofd::Reference& reference : signature.references) {
      const bool of_a_signature =
          forge.specimen.is_own_file(reference.path) || reference.path.ends_with(".esl");
      if (of_a_signature) continue;
      forge.insider("signature " + signature.id + " without " + reference.path,
                    [&](OfdEntries& e) { e.drop_reference(signature.path, reference.path); },
                    {"COVERAGE_WHOLE"});
    }
}

void empty_list(const Forge& forge) {
  const bool closed = forge.is_covered(forge.list());
  const auto clear = [&](OfdEntries& e) {
    for (auto all = e.elements(forge.list(), "Signature"); !all.empty(); all.pop_back())
      e.replace_element(forge.list(), all.back(), "");
  };
  forge.outsider("an empty list", clear, {"OFD_UNSIGNED"});
  forge.outsider("no list", [&](OfdEntries& e) { e.remove(forge.list()); }, {"OFD_ENTRY_MISSING"});
  forge.outsider("no pointer to it", [&](OfdEntries& e) { replace_part(e, entry_point, "Signatures", ""); },
                 {"OFD_UNSIGNED"});
  forge.outsider("an empty pointer", [&](OfdEntries& e) { set_text(e, entry_point, "Signatures", ""); },
                 {"OFD_STRUCTURE"});
  forge.outsider("another list",
                 [&](OfdEntries& e) {
                   e.set("list.xml", e.text(forge.list())),
                       set_text(e, entry_point, "Signatures", "/list.xml");
                 },
                 {"SIG_REFERENCES", "OFD_ENTRY_MISSING", "OFD_STRUCTURE"});
  forge.outsider("text in the list", [&](OfdEntries& e) { e.append_to(forge.list(), "Signatures", "valid"); },
                 {"OFD_STRUCTURE"});
  forge.outsider("an element in the list",
                 [&](OfdEntries& e) {
                   e.append_to(forge.list(), "Signatures",
                               "<x:More xmlns:x=\"http://www.ofdspec.org/2016\"/>");
                 },
                 {"OFD_STRUCTURE"});
  forge.outsider("text in an entry of the list",
                 [&](OfdEntries& e) { e.append_to(forge.list(), "Signature", "valid"); }, {"OFD_STRUCTURE"});
  forge.outsider("an attribute in the list",
                 [&](OfdEntries& e) { e.replace(forge.list(), " BaseLoc=", " State=\"valid\" BaseLoc="); },
                 {"OFD_STRUCTURE"});
  forge.outsider("text for the largest number",
                 [&](OfdEntries& e) { set_text(e, forge.list(), "MaxSignId", "checked and valid"); },
                 {"OFD_STRUCTURE"});
  if (!closed && forge.specimen.signers.size() < 2) return;
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i)
    forge.outsider(
        "entry " + std::to_string(i) + " taken out",
        [&](OfdEntries& e) {
          e.replace_element(forge.list(), e.elements(forge.list(), "Signature").at(i), "");
        },
        closed ? Causes{"OFD_UNSIGNED"} : Causes{"OFD_SIGNATURE_UNLISTED"});
}

} // namespace

std::vector<ForgeryCase> pointer_forgeries() {
  return {{10, "a second document body", add_bodies},
          {11, "DocRoot repointed", repoint_root},
          {12, "versions", add_versions},
          {13, "OFD.xml not covered", uncover_entry_point},
          {14, "signatures wrapped", wrap},
          {15, "signatures from another document", transplant},
          {16, "a signature that covers less than another", cover_less},
          {17, "the list of signatures emptied or written into", empty_list}};
}

} // namespace elicense::test
