// SPDX-License-Identifier: Apache-2.0
// Forgeries of the package itself: names twice, lists of files, encryption, hostile archives.
#include "tests/support/forgeries.hpp"

#include "ofd/name.hpp"
#include "tests/support/entry_lists.hpp"
#include "tests/support/hostile_packages.hpp"
#include <algorithm>

namespace elicense::test {
namespace {

std::string in_other_case(std::string name) {
  const auto letter = std::ranges::find_if(name, [](unsigned char c) { return std::isalpha(c) != 0; });
  *letter = static_cast<char>(*letter ^ 0x20);
  return name;
}

// Some readers take the first of two, some the last.
void double_entries(const Forge& forge) {
  const std::vector<ofd::PackageEntry> good = OfdEntries(forge.specimen.file).list();
  for (const ofd::PackageEntry& entry : good)
    for (const std::string& name : {entry.name, in_other_case(entry.name)})
      for (const bool first : {true, false}) {
        std::vector<ofd::PackageEntry> all = good;
        all.insert(first ? all.begin() : all.end(), {name, to_bytes("<other/>")});
        forge.file(name, ofd::write_package(all), {"ZIP_DUPLICATE_NAME"});
      }
}

void change_entry_list(const Forge& forge) {
  const std::vector<std::string> names = forge.names();
  for (const std::string& name : names) {
    std::vector<std::string> fewer = names;
    std::erase(fewer, name);
    forge.outsider(
        name + " not in the list", [&](OfdEntries& e) { put_entry_list(e, {fewer}); }, {"ENTRY_LIST_EXTRA"},
        name);
  }
  const auto listed = [&](OfdEntries& e) { put_entry_list(e, {names}); };
  std::vector<std::string> more = names;
  more.push_back("Doc_0/gone.xml");
  forge.outsider(
      "a listed file that is not there", [&](OfdEntries& e) { put_entry_list(e, {more}); },
      {"ENTRY_LIST_MISSING"}, "Doc_0/gone.xml");
  forge.outsider(
      "a file added afterwards", [&](OfdEntries& e) { listed(e), e.set("Doc_0/smuggled.xml", "<x/>"); },
      {"ENTRY_LIST_EXTRA"}, "Doc_0/smuggled.xml");
  forge.outsider("the signature of another list",
                 [&](OfdEntries& e) {
                   put_entry_list(e, {names, false});
                 },
                 {"ENTRY_LIST_SIGNATURE"});
  forge.outsider("a list changed afterwards",
                 [&](OfdEntries& e) { listed(e), e.replace("OFDEntries.xml", "ID=\"1\"", "ID=\"3\""); },
                 {"ENTRY_LIST_SIGNATURE"});
  forge.outsider("a list without its signature",
                 [&](OfdEntries& e) { listed(e), e.remove("signedvalue.dat"); }, {"ENTRY_LIST_SIGNATURE"});
  forge.outsider("a seal as its signature",
                 [&](OfdEntries& e) {
                   listed(e), e.set("signedvalue.dat",
                                    OfdEntries(sealed_file()).text("Doc_0/Signs/Sign_0/SignedValue.dat"));
                 },
                 {"ENTRY_LIST_SIGNATURE"});
  forge.outsider("nonsense as its signature",
                 [&](OfdEntries& e) { listed(e), e.set("signedvalue.dat", "x"); }, {"ENTRY_LIST_SIGNATURE"});
  for (const auto& [from, to] :
       {std::pair("DocEntries", "Entries"), std::pair("FileLoc=", "Path="), std::pair("FileList", "Files"),
        std::pair("/signedvalue.dat", "https://example.org/x"), std::pair("/OFD.xml", "/../OFD.xml"),
        std::pair("<ofd:", "<!DOCTYPE x><ofd:")})
    forge.outsider(
        std::string("a list with ") + to,
        [&, from = from, to = to](OfdEntries& e) { listed(e), e.replace("OFDEntries.xml", from, to); },
        {"ENTRY_LIST_READ"});
}

// 38: GM/T 0099 leaves OFD.xml readable or not, and puts Encryptions.xml beside it.
void encrypt(const Forge& forge) {
  const auto mark = [](OfdEntries& e) {
    e.set("Encryptions.xml", "<ofd:Encryptions xmlns:ofd=\"http://www.ofdspec.org/2016\"/>")
        .set("decryptseed.dat", "x");
  };
  forge.outsider("a list of encrypted entries", mark, {"OFD_ENCRYPTED"});
  forge.outsider("everything encrypted",
                 [&](OfdEntries& e) {
                   mark(e);
                   for (const std::string& name : forge.names())
                     e.remove(name);
                 },
                 {"OFD_ENCRYPTED"});
  for (const std::string& name : forge.names())
    if (!forge.specimen.is_own_file(name) && forge.is_parsed(name))
      forge.outsider(
          "only " + name, [&](OfdEntries& e) { e.set(name, as_text(crypto::sm3(e.content(name)))); },
          {"XML_ENCODING", "XML_CHARACTER", "XML_ROOTS", "XML_MALFORMED"}, name);
}

void break_the_archive(const Forge& forge) {
  std::vector<RawMember> good;
  for (const ofd::PackageEntry& entry : OfdEntries(forge.specimen.file).list())
    good.push_back(raw_member(entry.name, as_text(entry.content)));
  for (const PackageCase& each : hostile_packages())
    forge.file(each.name, each.around(good), {each.code});
}

} // namespace

std::vector<ForgeryCase> package_forgeries() {
  return {{22, "every entry twice, also in other case", double_entries},
          {37, "OFDEntries.xml with a file missing or too many", change_entry_list},
          {38, "encrypted documents", encrypt},
          {40, "every hostile archive around the document", break_the_archive}};
}

} // namespace elicense::test
