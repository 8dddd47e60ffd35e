// SPDX-License-Identifier: Apache-2.0
// Forged pages, resources, annotations, attachments and what else a reader shows.
#include "tests/support/forgeries.hpp"

#include "ofd/name.hpp"

namespace elicense::test {
namespace {

constexpr const char* annotations_xml =
    "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Page "
    "PageID=\"1\"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>";
constexpr const char* annotation_xml = "<ofd:PageAnnot xmlns:ofd=\"http://www.ofdspec.org/2016\"/>";

std::string folder(const Forge& forge) {
  return std::string(ofd::folder_of(forge.root())) + "/";
}
std::string first_page(const Forge& forge) {
  return forge.specimen.document.pages.front().path;
}

// In the prefix that the file's own root has.
std::string element(OfdEntries& entries, const std::string& entry, std::string_view name,
                    const ofd::XmlAttributes& attributes, std::string_view text = "") {
  const auto file = ofd::parse_xml(entries.content(entry), ofd::XmlProfile::foreign).value();
  return ofd::element_markup(file.root, name, attributes, text);
}

void append(OfdEntries& entries, const std::string& entry, std::string_view to, std::string_view name,
            const ofd::XmlAttributes& attributes, std::string_view text = "") {
  const std::string markup = element(entries, entry, name, attributes, text);
  if (entries.elements(entry, to).empty()) throw std::invalid_argument(entry + " has no " + std::string(to));
  entries.append_to(entry, to, markup);
}

// 1: well-formed as before, and at bytes spread over the entry.
void change_bytes(const Forge& forge) {
  for (const std::string& name : forge.names()) {
    if (forge.is_covered(name))
      forge.outsider(
          "a byte after " + name, [&](OfdEntries& e) { e.set(name, e.text(name) + "\n"); },
          forge.changed(name));
    const std::size_t size = OfdEntries(forge.specimen.file).content(name).size();
    if (name == forge.list()) continue; // signed by nobody: see cases 14 and 17
    for (std::size_t at = 0; at < size; at += size / 6 + 1)
      forge.outsider(
          "byte " + std::to_string(at) + " of " + name, [&](OfdEntries& e) { e.flip(name, at); }, {},
          forge.specimen.is_own_file(name) ? "" : name);
  }
}

void add_unreferenced(const Forge& forge) {
  std::set<std::string> folders;
  for (const std::string& name : forge.names())
    folders.insert(std::string(ofd::folder_of(name)));
  for (const std::string& each : folders)
    for (const char* added : {"Content.xml", "more.bin", ".hidden"}) {
      const std::string path = ofd::join(each, std::string("new_") + added);
      const auto add = [&](OfdEntries& e) { e.set(path, e.text(first_page(forge))); };
      forge.outsider(path, add, {"COVERAGE_UNCOVERED_ENTRY"}, path);
    }
}

void add_page(const Forge& forge) {
  const std::string path = folder(forge) + "Pages/Page_9/Content.xml";
  const auto point_to = [&](const std::string& target) {
    return [&forge, target](OfdEntries& e) {
      append(e, forge.root(), "Pages", "Page", {{"ID", "9901"}, {"BaseLoc", target}});
    };
  };
  const auto add = [&](OfdEntries& e) {
    e.set(path, e.text(first_page(forge)));
    point_to("Pages/Page_9/Content.xml")(e);
  };
  forge.outsider("a page more", add, {"SIG_REFERENCES"}, forge.root());
  forge.insider("a page that he does not cover", add, {"COVERAGE_REACHABLE"}, path);
  forge.both("a page twice", point_to("/" + first_page(forge)), {"OFD_STRUCTURE"}, forge.root());
  forge.both("a page that is missing", point_to("Pages/none.xml"), {"OFD_ENTRY_MISSING"});
}

// A pointer in Document.xml to a new list of some kind, and what that list points to.
struct Added {
  std::string pointer, file, content;
};

void add_part(const Forge& forge, const Added& added) {
  const std::string list = folder(forge) + "More/" + added.file;
  const auto put = [&](OfdEntries& e) { e.set(list, added.content); };
  const auto point = [&](OfdEntries& e) {
    put(e);
    append(e, forge.root(), "Document", added.pointer, {}, "More/" + added.file);
  };
  forge.outsider(added.pointer + " without a pointer", put, {"COVERAGE_UNCOVERED_ENTRY"}, list);
  forge.outsider(added.pointer + " with a pointer", point, {"SIG_REFERENCES"}, forge.root());
  forge.insider(added.pointer + " that he does not cover", point, {"COVERAGE_REACHABLE"}, list);
}

void add_annotations(const Forge& forge) {
  add_part(forge, {"Annotations", "Annotations.xml", annotations_xml});
  const std::string more = folder(forge) + "More/";
  const auto both = [&](OfdEntries& e) {
    e.set(more + "Annotations.xml", annotations_xml).set(more + "a.xml", annotation_xml);
    append(e, forge.root(), "Document", "Annotations", {}, "More/Annotations.xml");
  };
  forge.insider("an annotation on a page", both, {"COVERAGE_REACHABLE"}, more + "Annotations.xml");
}

void add_lists(const Forge& forge) {
  const std::string start = " xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:";
  add_part(forge, {"CustomTags", "CustomTags.xml",
                   "<ofd:CustomTags" + start +
                       "CustomTag><ofd:FileLoc>tag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"});
  add_part(forge, {"Extensions", "Extensions.xml",
                   "<ofd:Extensions" + start +
                       "Extension><ofd:ExtendData>x</ofd:ExtendData></ofd:Extension></ofd:Extensions>"});
  add_part(forge,
           {"Attachments", "Attachments.xml",
            "<ofd:Attachments" + start +
                "Attachment Name=\"more\"><ofd:FileLoc>x</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"});
}

// The insider leaves the entry out of every list and swaps it afterwards.
void swap_uncovered(const Forge& forge, const std::string& entry, const std::string& other) {
  forge.outsider(
      "another " + entry, [&](OfdEntries& e) { e.set(entry, other); }, {"SIG_REFERENCES"}, entry);
  const auto leave_out = [&](OfdEntries& e) {
    for (const ofd::Signature& signature : forge.specimen.document.signatures)
      e.drop_reference(signature.path, entry);
    e.set(entry, other);
  };
  forge.insider("another " + entry + ", not covered", leave_out, {"COVERAGE_REACHABLE"}, entry);
}

void swap_resources(const Forge& forge) {
  for (const std::string& name : forge.covered())
    if (!name.ends_with(".xml") && !name.ends_with(".esl") && !forge.specimen.is_own_file(name))
      swap_uncovered(forge, name, "something else");
}

void swap_templates(const Forge& forge) {
  OfdEntries good(forge.specimen.file);
  const auto templates = good.elements(forge.root(), "TemplatePage");
  for (const ofd::XmlElement& each : templates) {
    const std::string path = ofd::resolve(forge.root(), attribute_of(each, "BaseLoc")).value();
    swap_uncovered(forge, path, OfdEntries(forge.specimen.file).text(first_page(forge)) + " ");
    forge.outsider(
        "a template repointed",
        [&](OfdEntries& e) {
          e.replace(forge.root(), attribute_of(each, "BaseLoc"), "Pages/Page_0/Content.xml");
        },
        {"SIG_REFERENCES"}, forge.root());
  }
  const std::string path = folder(forge) + "Tpls/Tpl_9/Content.xml";
  const auto add = [&](OfdEntries& e) {
    e.set(path, e.text(first_page(forge)));
    append(e, forge.root(), "CommonData", "TemplatePage",
           {{"ID", "9902"}, {"BaseLoc", "Tpls/Tpl_9/Content.xml"}});
  };
  forge.outsider("a template more", add, {"SIG_REFERENCES"}, forge.root());
  forge.insider("a template that he does not cover", add, {"COVERAGE_REACHABLE"}, path);
}

// Elements and attributes that hold a location, wherever they stand.
const std::set<std::string> location_elements = {
    "DocRoot",     "Signatures",  "PublicRes",  "DocumentRes", "PageRes",  "Annotations",
    "CustomTags",  "Attachments", "Extensions", "FileLoc",     "FontFile", "MediaFile",
    "SignedValue", "BaseLoc",     "SchemaLoc",  "ExtendData",  "Cover"};

struct Place {
  std::string entry, location;
  ofd::XmlElement element;
  bool in_text = false;
};

std::vector<Place> places(const Forge& forge) {
  std::vector<Place> found;
  OfdEntries entries(forge.specimen.file);
  for (const std::string& name : forge.names()) {
    if (!forge.is_parsed(name)) continue;
    for (const std::string& element : location_elements)
      for (const ofd::XmlElement& each : entries.elements(name, element))
        if (each.text.find_first_not_of(" \r\n\t") != std::string::npos)
          found.push_back({name, std::string(each.text), each, true});
    for (const char* element : {"Page", "TemplatePage", "Signature", "Reference"})
      for (const ofd::XmlElement& each : entries.elements(name, element))
        for (const char* attribute : {"BaseLoc", "FileRef"})
          if (const std::string location = attribute_of(each, attribute); !location.empty())
            found.push_back({name, location, each, false});
  }
  return found;
}

std::string with_location(OfdEntries& entries, const Place& place, const std::string& location) {
  std::string markup = entries.markup(place.entry, place.element);
  const std::size_t at = markup.find(place.in_text ? ">" + place.location : "\"" + place.location + "\"");
  return markup.replace(at + 1, place.location.size(), location);
}

void relocate(OfdEntries& entries, const Place& place, const std::string& location) {
  entries.replace_element(place.entry, place.element, with_location(entries, place, location));
}

std::string told(const Place& place) {
  return place.location + " in " + place.entry;
}

// 31: a reader that stops at a comment and one that skips it would go to two places.
void hide_in_locations(const Forge& forge) {
  const auto forms = [](const std::string& location) -> std::vector<std::pair<std::string, Causes>> {
    return {{location + "<!-- x -->", {"XML_COMMENT_IN_TEXT"}},
            {location.substr(0, 2) + "<!---->" + location.substr(2), {"XML_COMMENT_IN_TEXT"}},
            {"<![CDATA[" + location + "]]>", {"XML_CDATA"}},
            {location + "<?x?>", {"XML_INSTRUCTION"}}};
  };
  std::size_t turn = 0;
  for (const Place& place : places(forge)) {
    const auto all = forms(place.location);
    for (const std::size_t i : {turn % all.size(), (turn + 1) % all.size()}) {
      const Causes causes = place.in_text ? all[i].second : Causes{"XML_MALFORMED"};
      forge.outsider(
          all[i].first + " in " + place.entry, [&](OfdEntries& e) { relocate(e, place, all[i].first); },
          causes, place.entry);
    }
    if (turn++ % 8 == 0)
      forge.insider(
          "a comment: " + told(place), [&](OfdEntries& e) { relocate(e, place, all[0].first); },
          {"XML_COMMENT_IN_TEXT", "XML_MALFORMED"}, place.entry);
  }
}

// 33: each place in a third of the forms, in turn.
void point_outside(const Forge& forge) {
  const std::vector<std::string> outside = {"https://example.org/a.xml",
                                            "file:///etc/passwd",
                                            "//host/a.xml",
                                            "C:/a.xml",
                                            "\\\\host\\a",
                                            "/../../a.xml",
                                            "data:,a"};
  std::size_t turn = 0;
  for (const Place& place : places(forge)) {
    const std::string named =
        place.entry.ends_with("Res.xml") ? "" : place.entry; // told by the folder of its files
    for (std::size_t i = turn++ % 3; i < outside.size(); i += 3)
      forge.outsider(
          outside[i] + " for " + told(place), [&](OfdEntries& e) { relocate(e, place, outside[i]); },
          {"OFD_PATH", "OFD_PATH_ESCAPES", "OFD_STRUCTURE"}, named);
    if (turn % 6 == 0)
      forge.insider(
          "a URL for " + told(place), [&](OfdEntries& e) { relocate(e, place, outside[0]); },
          {"OFD_PATH", "OFD_STRUCTURE"}, named);
  }
}

// 34
void add_actions(const Forge& forge) {
  const std::string start = "<x:Actions xmlns:x=\"http://www.ofdspec.org/2016\"><x:Action Event=\"DO\">",
                    end = "</x:Action></x:Actions>";
  for (const std::string& entry : {forge.root(), first_page(forge)})
    for (const char* action :
         {"<x:URI URI=\"https://example.org\"/>", "<x:GotoA AttachID=\"A1\"/>", "<x:Sound ResourceID=\"2\"/>",
          "<x:Movie ResourceID=\"2\"/>", "<x:JavaScript>open()</x:JavaScript>"}) {
      const auto add = [&](OfdEntries& e) {
        e.append_to(entry, entry == forge.root() ? "Document" : "Page", start + action + end);
      };
      forge.outsider(action, add, {"SIG_REFERENCES"}, entry);
      forge.insider(action, add, {"OFD_ACTION"}, entry);
    }
}

// 35
void hide_text(const Forge& forge) {
  for (const ofd::Page& page : forge.specimen.document.pages)
    for (const auto& [from, to] :
         {std::pair("Layer ", "Layer Visible=\"false\" "),
          std::pair("TextObject ", "TextObject Alpha=\"0\" "),
          std::pair("</ofd:Layer>", "<ofd:TextObject ID=\"9\" Boundary=\"20 20 90 9\" Font=\"1\" "
                                    "Size=\"5\"><ofd:FillColor Value=\"255 255 255\"/>"
                                    "<ofd:TextCode>x</ofd:TextCode></ofd:TextObject></ofd:Layer>")}) {
      if (OfdEntries(forge.specimen.file).text(page.path).find(from) == std::string::npos) continue;
      forge.outsider(
          std::string(from) + " of " + page.path,
          [&, from = from, to = to](OfdEntries& e) { e.replace(page.path, from, to); }, {"SIG_REFERENCES"},
          page.path);
    }
}

// 39: a good document inside a bad one vouches for nothing.
void nest(const Forge& forge) {
  const std::string inner(as_text(forge.specimen.file));
  for (const ofd::Attachment& attachment : forge.specimen.document.attachments)
    forge.outsider(
        "as " + attachment.path, [&](OfdEntries& e) { e.set(attachment.path, inner); }, {"SIG_REFERENCES"},
        attachment.path);
  const std::string path = folder(forge) + "nested.ofd";
  forge.outsider(
      "beside the rest", [&](OfdEntries& e) { e.set(path, inner); }, {"COVERAGE_UNCOVERED_ENTRY"}, path);
  ofd::NewDocument draft = plain_draft();
  draft.attachments.push_back({"nested", "nested.ofd", "OFD", "none", forge.specimen.file});
  forge.file("in a document without signatures", ofd::write_document(draft).value(), {"OFD_UNSIGNED"});
}

} // namespace

std::vector<ForgeryCase> content_forgeries() {
  return {{1, "a byte changed in every entry", change_bytes},
          {4, "an unreferenced file in every folder", add_unreferenced},
          {5, "a page added to Document.xml", add_page},
          {6, "annotations over the pages", add_annotations},
          {7, "custom tags, extensions, attachments added", add_lists},
          {8, "resources replaced, in the References or not", swap_resources},
          {9, "template pages swapped and added", swap_templates},
          {31, "comments, CDATA and instructions in every location", hide_in_locations},
          {33, "every location outside the file", point_outside},
          {34, "actions and scripts", add_actions},
          {35, "hidden layers and white text", hide_text},
          {39, "nested documents", nest}};
}

} // namespace elicense::test
