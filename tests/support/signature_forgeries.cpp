// SPDX-License-Identifier: Apache-2.0
// Forged Signature.xml: references, digests, methods, stamps, the seal's file; and document types in any XML.
#include "tests/support/forgeries.hpp"

#include "ofd/name.hpp"
#include "tests/support/seal_parts.hpp"
#include <algorithm>

namespace elicense::test {
namespace {

// One attribute of an element set to another value, or taken away when that is empty.
void set_attribute(OfdEntries& entries, const std::string& entry, const ofd::XmlElement& element,
                   std::string_view name, const std::string& value) {
  std::string markup = entries.markup(entry, element);
  const std::string attribute = " " + std::string(name) + "=\"" + attribute_of(element, name) + "\"";
  const std::size_t at = markup.find(attribute);
  if (at == std::string::npos) throw std::invalid_argument("no attribute" + attribute);
  markup.replace(at, attribute.size(), value.empty() ? "" : " " + std::string(name) + "=\"" + value + "\"");
  entries.replace_element(entry, element, markup);
}

void each_signature(const Forge& forge,
                    const std::function<void(const ofd::Signature&, const Causes& hash)>& act) {
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i)
    act(forge.specimen.signature(i), {forge.specimen.signers[i].hash_cause()});
}

// 2: by an outsider one list is wrong; by an insider the entry is in none.
void drop_references(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes& hash) {
    for (const ofd::Reference& each : signature.references)
      forge.outsider(
          each.path + " of " + signature.id,
          [&](OfdEntries& e) { e.drop_reference(signature.path, each.path); }, hash);
  });
  for (const std::string& path : forge.covered()) {
    if (forge.specimen.is_own_file(path)) continue; // of an earlier signature, which stands by itself
    const auto drop = [&](OfdEntries& e) {
      for (const ofd::Signature& signature : forge.specimen.document.signatures)
        e.drop_reference(signature.path, path);
    };
    forge.insider(path, drop, {path == "OFD.xml" ? "COVERAGE_OFD_XML" : "COVERAGE_REACHABLE"}, path);
  }
}

void drop_all_references(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    const auto clear = [&](OfdEntries& e) {
      for (auto all = e.elements(signature.path, "Reference"); !all.empty(); all.pop_back())
        e.replace_element(signature.path, all.back(), "");
    };
    forge.both(signature.id, clear, {"OFD_REFERENCES_EMPTY"});
  });
}

void other_digests(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    for (const char* method : {"", "MD5", "SHA1", "SHA-256", "sm3", "1.2.156.10197.1.401.2", "1.3.14.3.2.26",
                               "2.16.840.1.101.3.4.2.1", " SM3"})
      forge.both(std::string("CheckMethod ") + method,
                 [&](OfdEntries& e) {
                   set_attribute(e, signature.path, e.elements(signature.path, "References").at(0),
                                 "CheckMethod", method);
                 },
                 {"OFD_CHECK_METHOD"});
  });
}

void other_methods(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    for (const char* method :
         {"1.2.156.10197.1.504", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", "SM2", "none"})
      forge.both(std::string("SignatureMethod ") + method,
                 [&](OfdEntries& e) {
                   const ofd::XmlElement old = e.elements(signature.path, "SignatureMethod").at(0);
                   e.replace_element(signature.path, old,
                                     ofd::element_markup(old, "SignatureMethod", {}, method));
                 },
                 {"SIG_METHOD"});
  });
}

std::string swapped_case(std::string text) {
  for (char& c : text)
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) c = static_cast<char>(c ^ 0x20);
  return text;
}

// 20: "/a/b" in forms that some reader takes for the same. Resolved ones are refused, others name nothing.
std::vector<std::string> path_variants(const std::string& path) {
  const std::string base(ofd::base_name_of(path)), folder(ofd::folder_of(path));
  return {"//" + path,
          "/./" + path,
          "/x/../" + path,
          "/" + folder + "//" + base,
          "/" + folder + "/./" + base,
          "/" + path + "/",
          "/" + path + "/.",
          "\\" + path,
          "/" + path + "\\",
          "/" + path + "?",
          "/" + path + "#x",
          "/" + path + "%20",
          "%2F" + path,
          "/" + swapped_case(path),
          "file:///" + path,
          "/" + path + " x",
          "/" + path + "\u0301",
          "/" + path + "\u200B",
          "/../" + path,
          "/"};
}

// Each reference in a few of the forms, in turn; the first in all, and signed by an insider too.
void other_paths(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    for (std::size_t i = 0; i < signature.references.size(); ++i) {
      const std::string& path = signature.references[i].path;
      const std::vector<std::string> variants = path_variants(path);
      for (std::size_t form = 0; form < variants.size(); ++form) {
        if (i != 0 && (form + i) % 8 != 0) continue;
        const auto change = [&](OfdEntries& e) {
          set_attribute(e, signature.path, *e.reference_to(signature.path, path), "FileRef", variants[form]);
        };
        forge.outsider(variants[form], change, {"OFD_STRUCTURE", "SIG_REFERENCES"});
        if (i == 0) forge.insider(variants[form], change, {"OFD_STRUCTURE", "SIG_REFERENCES"});
      }
    }
  });
}

void double_references(const Forge& forge) {
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    for (const ofd::Reference& each : signature.references)
      for (const bool first : {true, false})
        forge.outsider(
            each.path,
            [&](OfdEntries& e) {
              const ofd::XmlElement reference = *e.reference_to(signature.path, each.path);
              const std::string once = e.markup(signature.path, reference);
              std::string other = once;
              other.replace(other.find(to_base64(each.digest)), 4, "AAAA");
              e.replace_element(signature.path, reference, first ? other + once : once + other);
            },
            {"OFD_REFERENCE_TWICE"}, each.path);
    const auto twice = [&](OfdEntries& e) {
      const ofd::XmlElement reference = e.elements(signature.path, "Reference").at(0);
      const std::string once = e.markup(signature.path, reference);
      e.replace_element(signature.path, reference, once + once);
    };
    forge.insider("the first of " + signature.id, twice, {"OFD_REFERENCE_TWICE"});
  });
}

void move_stamps(const Forge& forge) {
  const auto set = [](const ofd::Signature& signature, const char* attribute, std::string value) {
    return [&signature, attribute, value](OfdEntries& e) {
      set_attribute(e, signature.path, e.elements(signature.path, "StampAnnot").at(0), attribute, value);
    };
  };
  each_signature(forge, [&](const ofd::Signature& signature, const Causes& hash) {
    if (signature.stamps.empty()) return;
    forge.outsider("moved", set(signature, "Boundary", "20 20 42 42"), hash);
    forge.outsider("made larger", set(signature, "Boundary", "20 20 150 150"), hash);
    for (const ofd::Page& page : forge.specimen.document.pages)
      if (page.id != signature.stamps[0].page)
        forge.outsider("on another page", set(signature, "PageRef", std::to_string(page.id)), hash);
    for (const char* box :
         {"200 230 42 42", "150 290 42 42", "150 -1 42 42", "-5 230 42 42", "0 0 1000 1000"})
      forge.both(box, set(signature, "Boundary", box), {"SIG_STAMP"});
    for (const char* box : {"150 230 0 42", "150 230 42 -42", "150 230 42", "nan 230 42 42", "150 230 42 inf",
                            "1e9 0 1 1", "150,230,42,42", ""})
      forge.both(box, set(signature, "Boundary", box), {"OFD_STRUCTURE"});
    forge.both("on no page", set(signature, "PageRef", "9999"), {"SIG_STAMP"});
    for (const char* page : {"0", "-1", "x", "", "4294967327"})
      forge.both(std::string("PageRef ") + page, set(signature, "PageRef", page), {"OFD_STRUCTURE"});
    forge.outsider(
        "taken away",
        [&](OfdEntries& e) {
          e.replace_element(signature.path, e.elements(signature.path, "StampAnnot").at(0), "");
        },
        hash);
  });
}

void other_seal_file(const Forge& forge) {
  const std::string other(as_text(make_seal_of({.id = "64000000000043"})));
  each_signature(forge, [&](const ofd::Signature& signature, const Causes&) {
    const std::string& path = signature.seal_path;
    if (path.empty()) return;
    const std::size_t size = OfdEntries(forge.specimen.file).content(path).size();
    for (std::size_t at = 0; at < size; at += size / 8)
      forge.both(
          "byte " + std::to_string(at), [&](OfdEntries& e) { e.flip(path, at); },
          {"SIG_REFERENCES", "SEAL_FILE"}, path);
    forge.insider(
        "another seal", [&](OfdEntries& e) { e.set(path, other); }, {"SEAL_FILE"}, path);
    forge.insider(
        "none",
        [&](OfdEntries& e) {
          for (const ofd::Signature& each : forge.specimen.document.signatures)
            e.drop_reference(each.path, path);
          e.remove(path);
        },
        {"SEAL_FILE"}, path);
  });
}

void other_kind(const Forge& forge) {
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i) {
    const bool sealed = forge.specimen.signers[i].seal.has_value();
    const auto swap = [&](OfdEntries& e) {
      const ofd::XmlElement old = e.elements(forge.list(), "Signature").at(i);
      e.replace_element(forge.list(), old,
                        ofd::element_markup(old, "Signature",
                                            {{"ID", attribute_of(old, "ID")},
                                             {"Type", sealed ? "Sign" : "Seal"},
                                             {"BaseLoc", attribute_of(old, "BaseLoc")}},
                                            ""));
    };
    forge.outsider(sealed ? "a seal as a plain signature" : "a plain signature as a seal", swap,
                   {forge.is_covered(forge.list()) ? "SIG_REFERENCES" : "SIG_KIND"});
    forge.outsider("a kind that is none",
                   [&](OfdEntries& e) {
                     const ofd::XmlElement old = e.elements(forge.list(), "Signature").at(i);
                     e.replace_element(forge.list(), old,
                                       ofd::element_markup(old, "Signature",
                                                           {{"ID", attribute_of(old, "ID")},
                                                            {"Type", "Stamp"},
                                                            {"BaseLoc", attribute_of(old, "BaseLoc")}},
                                                           ""));
                   },
                   {"OFD_STRUCTURE"});
  }
}

// 32: after the declaration of every XML.
void add_doctypes(const Forge& forge) {
  const std::vector<std::string> doctypes = {"<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY a \"b\">]>",
                                             "<!DOCTYPE x SYSTEM \"https://example.org/x.dtd\">"};
  std::size_t turn = 0;
  for (const std::string& name : forge.names()) {
    if (!forge.is_parsed(name)) continue;
    const std::string& doctype = doctypes[turn++ % doctypes.size()];
    const auto insert = [&](OfdEntries& e) {
      std::string text = e.text(name);
      const std::size_t end = text.find("?>");
      e.set(name, text.insert(end == std::string::npos ? 0 : end + 2, doctype));
    };
    forge.both(doctype + " in " + name, insert, {"XML_DOCTYPE"}, name);
  }
}

} // namespace

std::vector<ForgeryCase> signature_forgeries() {
  return {{2, "every Reference removed, one at a time", drop_references},
          {3, "no References", drop_all_references},
          {18, "other digest methods", other_digests},
          {19, "other signature methods", other_methods},
          {20, "every Reference in other forms of its path", other_paths},
          {21, "every Reference twice", double_references},
          {23, "stamps moved, resized, on another page or none", move_stamps},
          {24, "another seal file", other_seal_file},
          {29, "a signature given as a seal and the reverse", other_kind},
          {32, "a DOCTYPE in every XML", add_doctypes}};
}

} // namespace elicense::test
