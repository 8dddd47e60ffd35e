// SPDX-License-Identifier: Apache-2.0
// The catalogue. An attack is a short program over the entries; its cause is the first finding in the order
// of a report.
#include "tests/support/document_attacks.hpp"

#include <regex>

namespace elicense::test {
namespace {

const std::string root = "OFD.xml", document = "Doc_0/Document.xml", page = "Doc_0/Pages/Page_0/Content.xml",
                  image = "Doc_0/Res/image_2.png", font = "Doc_0/Res/font_1.otf",
                  attachments = "Doc_0/Attachs/Attachments.xml", tag = "Doc_0/Tags/CustomTag.xml",
                  list = "Doc_0/Signs/Signatures.xml", folder = "Doc_0/Signs/Sign_0",
                  signature = folder + "/Signature.xml", value = folder + "/SignedValue.dat",
                  seal_file = folder + "/Seal.esl";

constexpr std::string_view sm3 = "CheckMethod=\"1.2.156.10197.1.401\"";

DocumentAttack attack(std::string name, std::function<void(OfdEntries&)> change, std::string cause) {
  const auto apply = [change = std::move(change)](const Bytes& good) {
    OfdEntries entries(good);
    change(entries);
    return entries.pack();
  };
  return {std::move(name), apply, std::move(cause)};
}

// The change is made, then everything is digested and signed again by the usual seal.
DocumentAttack signed_attack(std::string name, std::function<void(OfdEntries&)> change, std::string cause) {
  const auto apply = [change = std::move(change)](OfdEntries& entries) {
    change(entries);
    entries.refresh_references().resign();
  };
  return attack(std::move(name), apply, std::move(cause));
}

std::string whole_reference(OfdEntries& entries, const std::string& entry) {
  const std::regex pattern("<ofd:Reference FileRef=\"/" + entry + "\">.*?</ofd:Reference>");
  std::smatch found;
  const std::string text = entries.text(signature);
  if (!std::regex_search(text, found, pattern)) throw std::invalid_argument("no reference to " + entry);
  return found.str();
}

void drop_reference(OfdEntries& entries, const std::string& entry) {
  entries.replace(signature, whole_reference(entries, entry), "");
}

void drop_all_references(OfdEntries& entries) {
  const std::string text = entries.text(signature);
  entries.set(signature, std::regex_replace(text, std::regex("<ofd:Reference .*</ofd:Reference>"), ""));
}

std::string element(OfdEntries& entries, const std::string& entry, const std::string& name) {
  const std::string text = entries.text(entry);
  const auto begin = text.find("<ofd:" + name), end = text.find("</ofd:" + name + ">", begin);
  if (begin == std::string::npos || end == std::string::npos)
    throw std::invalid_argument("no element " + name);
  return text.substr(begin, end + name.size() + 7 - begin);
}

// A second signature entry whose files are copies of the first's: the old signature wrapped around new files.
void wrap_signature(OfdEntries& entries) {
  const std::string other = "Doc_0/Signs/Sign_9";
  for (const char* name : {"/Signature.xml", "/SignedValue.dat"})
    entries.set(other + name, entries.text(folder + name));
  entries.replace(list, folder, other).remove(signature);
}

std::vector<DocumentAttack> on_pages_and_resources() {
  return {
      attack(
          "4 an unreferenced page file",
          [](auto& e) { e.set("Doc_0/Pages/Page_1/Content.xml", e.text(page)); }, "COVERAGE_UNCOVERED_ENTRY"),
      attack(
          "5 a page added to Document.xml",
          [](auto& e) {
            e.set("Doc_0/Pages/Page_1/Content.xml", e.text(page));
            e.replace(document, "</ofd:Pages>",
                      "<ofd:Page ID=\"99\" BaseLoc=\"Pages/Page_1/Content.xml\"/></ofd:Pages>");
          },
          "SIG_REFERENCES"),
      attack(
          "6 annotations over the page",
          [](auto& e) {
            e.set("Doc_0/Annots/Annotations.xml",
                  "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"/>");
            e.replace(document, "</ofd:Pages>",
                      "</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>");
          },
          "SIG_REFERENCES"),
      attack(
          "6 annotations without a pointer", [](auto& e) { e.set("Doc_0/Annots/Annotations.xml", "<a/>"); },
          "COVERAGE_UNCOVERED_ENTRY"),
      attack(
          "7 an attachment more",
          [](auto& e) {
            e.set("Doc_0/Attachs/more.txt", "more");
            e.replace(
                attachments, "</ofd:Attachments>",
                "<ofd:Attachment ID=\"A9\" Name=\"more\"><ofd:FileLoc>more.txt</ofd:FileLoc></ofd:Attachment>"
                "</ofd:Attachments>");
          },
          "SIG_REFERENCES"),
      attack(
          "7 a tag changed", [](auto& e) { e.replace(tag, ">4<", ">5<"); }, "SIG_REFERENCES"),
      attack(
          "8 another image", [](auto& e) { e.set(image, "another picture"); }, "SIG_REFERENCES"),
      attack(
          "8 another font", [](auto& e) { e.set(font, "another font"); }, "SIG_REFERENCES"),
      attack(
          "9 a template under the page",
          [](auto& e) {
            e.set("Doc_0/Tpls/Tpl_0/Content.xml", e.text(page));
            e.replace(document, "<ofd:PageArea>",
                      "<ofd:TemplatePage ID=\"98\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/><ofd:PageArea>");
          },
          "SIG_REFERENCES"),
      attack(
          "35 another number on the page", [](auto& e) { e.replace(page, "64-0001", "64-0002"); },
          "SIG_REFERENCES"),
      attack(
          "a file removed", [](auto& e) { e.remove(image); }, "SIG_REFERENCES"),
  };
}

std::vector<DocumentAttack> on_the_entry_point() {
  return {
      attack(
          "10 a second body in front",
          [](auto& e) { e.replace(root, "<ofd:DocBody>", element(e, root, "DocBody") + "<ofd:DocBody>"); },
          "OFD_SEVERAL_BODIES"),
      attack(
          "11 another Document.xml",
          [](auto& e) {
            e.set("Doc_0/Other.xml", e.text(document));
            e.replace(root, "Doc_0/Document.xml", "Doc_0/Other.xml");
          },
          "SIG_REFERENCES"),
      attack(
          "12 a version more",
          [](auto& e) {
            e.replace(root, "</ofd:DocInfo>",
                      "</ofd:DocInfo><ofd:Versions><ofd:Version ID=\"1\" Index=\"1\" "
                      "Current=\"true\" BaseLoc=\"v.xml\"/></ofd:Versions>");
          },
          "OFD_VERSIONS"),
      attack(
          "36 other metadata", [](auto& e) { e.replace(root, "宁夏示例有限公司", "宁夏另一有限公司"); },
          "SIG_REFERENCES"),
      attack(
          "17 no pointer to the signatures",
          [](auto& e) { e.replace(root, element(e, root, "Signatures"), ""); }, "OFD_UNSIGNED"),
      attack(
          "32 a DOCTYPE", [](auto& e) { e.replace(root, "<ofd:OFD ", "<!DOCTYPE x><ofd:OFD "); },
          "XML_DOCTYPE"),
      attack(
          "no OFD.xml", [](auto& e) { e.remove(root); }, "OFD_NOT_OFD"),
  };
}

std::vector<DocumentAttack> on_the_list() {
  return {
      attack("14 the signature wrapped", wrap_signature, "SIG_PROPERTY_INFO"),
      attack(
          "17 an empty list",
          [](auto& e) {
            e.set(list,
                  "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:MaxSignId>1</ofd:MaxSignId>"
                  "</ofd:Signatures>");
          },
          "OFD_UNSIGNED"),
      attack(
          "17 no list", [](auto& e) { e.remove(list); }, "OFD_ENTRY_MISSING"),
      attack(
          "29 the seal given as a plain signature",
          [](auto& e) { e.replace(list, "Type=\"Seal\"", "Type=\"Sign\""); }, "SIG_KIND"),
      attack(
          "32 a DOCTYPE in the list",
          [](auto& e) { e.replace(list, "<ofd:Signatures ", "<!DOCTYPE x><ofd:Signatures "); },
          "XML_DOCTYPE"),
      attack(
          "33 a signature elsewhere",
          [](auto& e) { e.replace(list, "/" + signature, "https://example.org/Signature.xml"); },
          "OFD_STRUCTURE"),
      attack(
          "a relative signature without its base",
          [](auto& e) { e.replace(list, "Type=\"Seal\"", "Type=\"Seal\" Relative=\"7\""); }, "SIG_BASE"),
      attack(
          "an entry beside the document", [](auto& e) { e.set("Doc_0/Signs/Sign_0/notes.txt", "x"); },
          "COVERAGE_UNCOVERED_ENTRY"),
  };
}

std::vector<DocumentAttack> on_the_signature() {
  return {
      attack(
          "2 one reference removed", [](auto& e) { drop_reference(e, image); }, "SIG_DATA_HASH"),
      attack("3 no references", drop_all_references, "OFD_REFERENCES_EMPTY"),
      attack(
          "18 MD5", [](auto& e) { e.replace(signature, sm3, "CheckMethod=\"MD5\""); }, "OFD_CHECK_METHOD"),
      attack(
          "18 SHA-1", [](auto& e) { e.replace(signature, sm3, "CheckMethod=\"SHA1\""); }, "OFD_CHECK_METHOD"),
      attack(
          "18 MD5 by default", [](auto& e) { e.replace(signature, sm3, ""); }, "OFD_CHECK_METHOD"),
      attack(
          "19 another method", [](auto& e) { e.replace(signature, "10197.1.501", "10197.1.504"); },
          "SIG_METHOD"),
      attack(
          "20 a path with ..",
          [](auto& e) { e.replace(signature, "\"/" + document, "\"/Doc_0/../" + document); },
          "SIG_DATA_HASH"),
      attack(
          "20 a path that escapes",
          [](auto& e) { e.replace(signature, "\"/" + document, "\"/../" + document); }, "OFD_STRUCTURE"),
      attack(
          "20 a path in other case",
          [](auto& e) { e.replace(signature, "\"/Doc_0/Document.xml", "\"/doc_0/document.xml"); },
          "SIG_REFERENCES"),
      attack(
          "20 a path with percent signs",
          [](auto& e) { e.replace(signature, "\"/Doc_0/Document.xml", "\"/Doc_0/Document%2exml"); },
          "SIG_REFERENCES"),
      attack(
          "21 a reference twice",
          [](auto& e) {
            const std::string once = whole_reference(e, image);
            e.replace(signature, once, once + once);
          },
          "OFD_REFERENCE_TWICE"),
      attack(
          "23 the stamp moved", [](auto& e) { e.replace(signature, "150 230", "150 100"); }, "SIG_DATA_HASH"),
      attack(
          "24 another seal file", [](auto& e) { e.flip(seal_file, 40); }, "SIG_REFERENCES"),
      attack(
          "26 the value of another path",
          [](auto& e) {
            e.set("Doc_0/Signs/Sign_1/SignedValue.dat", e.text(value)).remove(value);
            e.replace(signature, value, "Doc_0/Signs/Sign_1/SignedValue.dat");
          },
          "SIG_DATA_HASH"),
      attack(
          "30 bytes after the value", [](auto& e) { e.set(value, e.text(value) + '\0'); }, "SIG_FORMAT"),
      attack(
          "31 a comment in a path", [](auto& e) { e.replace(signature, value + "<", value + "<!-- x --><"); },
          "XML_COMMENT_IN_TEXT"),
      attack(
          "no value", [](auto& e) { e.remove(value); }, "OFD_ENTRY_MISSING"),
      attack(
          "no Signature.xml", [](auto& e) { e.remove(signature); }, "OFD_ENTRY_MISSING"),
  };
}

// Two entries of one name: some readers take the first, some the last.
Bytes with_double_entry(const Bytes& good) {
  std::vector<ofd::PackageEntry> entries;
  const auto package = ofd::Package::open(good).value();
  for (const auto& [name, content] : package.entries())
    entries.push_back({name, content});
  entries.push_back({page, to_bytes("<other/>")});
  return ofd::write_package(entries);
}

std::vector<DocumentAttack> on_the_package() {
  return {{"22 a name twice", with_double_entry, "ZIP_DUPLICATE_NAME"},
          {"40 cut short", [](const Bytes& good) { return Bytes(good.begin(), good.end() - 30); },
           "ZIP_MALFORMED"},
          {"40 something after the end",
           [](const Bytes& good) {
             Bytes longer = good;
             longer.push_back('x');
             return longer;
           },
           "ZIP_MALFORMED"},
          {"not a package", [](const Bytes&) { return to_bytes("%PDF-1.7"); }, "ZIP_MALFORMED"}};
}

void append(std::vector<DocumentAttack>& all, std::vector<DocumentAttack> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

std::vector<DocumentAttack> outsider_attacks() {
  std::vector<DocumentAttack> all = on_pages_and_resources();
  append(all, on_the_entry_point());
  append(all, on_the_list());
  append(all, on_the_signature());
  append(all, on_the_package());
  // The signature of another document of the same signer: genuine, and about something else.
  all.push_back(attack(
      "15 a signature from another document",
      [](OfdEntries& e) {
        ofd::NewDocument draft = plain_draft();
        draft.title = "另一份文件";
        OfdEntries other(sealed(ofd::write_document(draft).value()));
        for (const std::string& name : {signature, value, seal_file})
          e.set(name, other.text(name));
      },
      "SIG_REFERENCES"));
  return all;
}

std::vector<DocumentAttack> insider_attacks() {
  return {
      signed_attack(
          "2 a page left out", [](auto& e) { drop_reference(e, page); }, "COVERAGE_REACHABLE"),
      signed_attack(
          "2 an image left out", [](auto& e) { drop_reference(e, image); }, "COVERAGE_REACHABLE"),
      signed_attack(
          "2 Document.xml left out", [](auto& e) { drop_reference(e, document); }, "COVERAGE_REACHABLE"),
      signed_attack(
          "2 an attachment left out", [](auto& e) { drop_reference(e, "Doc_0/Attachs/metadata.xml"); },
          "COVERAGE_REACHABLE"),
      signed_attack(
          "2 the tags left out", [](auto& e) { drop_reference(e, tag); }, "COVERAGE_REACHABLE"),
      signed_attack("3 no references", drop_all_references, "OFD_REFERENCES_EMPTY"),
      signed_attack(
          "13 OFD.xml left out", [](auto& e) { drop_reference(e, root); }, "COVERAGE_OFD_XML"),
      signed_attack(
          "18 MD5", [](auto& e) { e.replace(signature, sm3, "CheckMethod=\"MD5\""); }, "OFD_CHECK_METHOD"),
      signed_attack(
          "19 another method", [](auto& e) { e.replace(signature, "10197.1.501", "10197.1.504"); },
          "SIG_METHOD"),
      signed_attack(
          "23 a stamp on no page", [](auto& e) { e.replace(signature, "PageRef=\"7\"", "PageRef=\"77\""); },
          "SIG_STAMP"),
      signed_attack(
          "23 a stamp beside the page", [](auto& e) { e.replace(signature, "150 230", "200 230"); },
          "SIG_STAMP"),
      signed_attack(
          "23 a stamp above the page", [](auto& e) { e.replace(signature, "150 230", "150 -1"); },
          "SIG_STAMP"),
      signed_attack(
          "23 a stamp without size", [](auto& e) { e.replace(signature, "150 230 42 42", "150 230 0 42"); },
          "OFD_STRUCTURE"),
      signed_attack(
          "24 another seal file",
          [](auto& e) { e.set(seal_file, as_text(make_seal_of({.id = "64000000000043"}))); }, "SEAL_FILE"),
      signed_attack(
          "24 no seal file",
          [](auto& e) {
            drop_reference(e, seal_file);
            e.remove(seal_file);
          },
          "SEAL_FILE"),
      attack(
          "26 propertyInfo of another path",
          [](OfdEntries& e) {
            const std::string other = "Doc_0/Signs/Sign_1";
            e.set(other + "/Signature.xml", e.text(signature)).resign(usual_seal(), other);
            e.set(value, e.text(other + "/SignedValue.dat"));
            e.remove(other + "/Signature.xml").remove(other + "/SignedValue.dat");
          },
          "SIG_PROPERTY_INFO"),
  };
}

} // namespace elicense::test
