// SPDX-License-Identifier: Apache-2.0
// Documents as other vendors make them (standards 2.8): layouts, spellings and signature formats met in real
// files, with every kind of part a document can have.
#include "tests/support/seal_parts.hpp"
#include "tests/support/specimens.hpp"

namespace elicense::test {
namespace {

using crypto::SealVersion;

struct Style {
  std::string name;
  std::vector<SpecimenSigner> signers;
  std::string folder = "Doc_0", root = "Document.xml", signs = "Signs", list = "Signatures.xml",
              value = "SignedValue.dat";
  std::string ids = {}, max_id = "2", check_method = "1.2.156.10197.1.401", time = "20260615080000Z";
  std::string uri = "http://www.ofdspec.org/2016";
  bool typed = true, seal_file = true, relative = false, provider_elements = false, value_first = false;
  bool bom = false, indented = false, prefixed = true, absolute_pointers = false;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// Files are written with the prefix "ofd" and put into the vendor's form at the end.
std::string styled(const Style& style, std::string text) {
  if (!style.prefixed) text = replaced(replaced(text, "xmlns:ofd=", "xmlns="), "ofd:", "");
  if (style.indented) text = replaced(text, "><", ">\r\n  <");
  return (style.bom ? "\xEF\xBB\xBF" : "") + std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") + text;
}

std::string root_element(const Style& style, const std::string& name, const std::string& content) {
  return "<ofd:" + name + " xmlns:ofd=\"" + style.uri + "\">" + content + "</ofd:" + name + ">";
}

std::string page_content(const std::string& ids, const std::string& text) {
  return "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID=\"1" +
         ids + "\"><ofd:TextObject ID=\"2" + ids +
         "\" Boundary=\"20 20 90 9\" Font=\"1\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\">" + text +
         "</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content>";
}

using Files = std::map<std::string, std::string>;

void put_body(const Style& style, Files& files) {
  const auto put = [&](const std::string& path, const std::string& name, const std::string& content) {
    files[style.folder + "/" + path] = styled(style, root_element(style, name, content));
  };
  const std::string lead = style.absolute_pointers ? "/" : "";
  files["OFD.xml"] = styled(
      style,
      "<ofd:OFD xmlns:ofd=\"" + style.uri +
          "\" Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>"
          "<ofd:DocID>f7da2895ed0d46659f597febed15ae0d</ofd:DocID><ofd:Author>admin</"
          "ofd:Author><ofd:CustomDatas>"
          "<ofd:CustomData "
          "Name=\"native-producer\">FormSDK</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>" +
          lead + style.folder + "/" + style.root + "</ofd:DocRoot><ofd:Signatures>" + lead + style.folder +
          "/" + style.signs + "/" + style.list + "</ofd:Signatures></ofd:DocBody></ofd:OFD>");
  put(style.root, "Document",
      "<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:TemplatePage ID=\"30\" "
      "BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>"
      "<ofd:PageArea><ofd:PhysicalBox>0 0 210 "
      "297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
      "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>"
      "<ofd:Page ID=\"31\" BaseLoc=\"Pages/Page_0/Content.xml\"/><ofd:Page ID=\"32\" "
      "BaseLoc=\"Pages/Page_1/Content.xml\"/>"
      "</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:CustomTags>Tags/"
      "CustomTags.xml</ofd:CustomTags>"
      "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:Extensions>Extensions.xml</"
      "ofd:Extensions>");
  put("PublicRes.xml", "Res",
      "<ofd:Fonts><ofd:Font ID=\"1\" "
      "FontName=\"SimSun\"><ofd:FontFile>Res/font_1.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>");
  put("DocumentRes.xml", "Res",
      "<ofd:MultiMedias><ofd:MultiMedia ID=\"2\" "
      "Type=\"Image\"><ofd:MediaFile>Res/image_2.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>");
  put("Tpls/Tpl_0/Content.xml", "Page", page_content("0", "抬头"));
  put("Pages/Page_0/Content.xml", "Page", page_content("1", "购买方 示例公司"));
  put("Pages/Page_1/Content.xml", "Page", page_content("2", "合计 318.00"));
  put("Annots/Annotations.xml", "Annotations",
      "<ofd:Page PageID=\"31\"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>");
  put("Annots/Page_0/Annotation.xml", "PageAnnot",
      "<ofd:Annot ID=\"40\" Type=\"Stamp\" Creator=\"a\" LastModDate=\"2026-06-15\"><ofd:Appearance "
      "Boundary=\"1 1 9 9\"/></ofd:Annot>");
  put("Tags/CustomTags.xml", "CustomTags",
      "<ofd:CustomTag NameSpace=\"urn:x\"><ofd:FileLoc>tag.xml</ofd:FileLoc></ofd:CustomTag>");
  files[style.folder + "/Tags/tag.xml"] =
      "<t:tags xmlns:t=\"urn:x\" xmlns:ofd=\"" + style.uri +
      "\"><t:buyer><ofd:ObjectRef PageRef=\"31\">21</ofd:ObjectRef></t:buyer></t:tags>";
  put("Attachs/Attachments.xml", "Attachments",
      "<ofd:Attachment ID=\"50\" Name=\"original\"><ofd:FileLoc>original.xml</ofd:FileLoc></ofd:Attachment>");
  files[style.folder + "/Attachs/original.xml"] = "<eInvoice/>";
  put("Extensions.xml", "Extensions",
      "<ofd:Extension AppName=\"a\" "
      "RefId=\"31\"><ofd:ExtendData>Ext/data.bin</ofd:ExtendData></ofd:Extension>");
  for (const char* file : {"Res/font_1.ttf", "Res/image_2.jpg", "Ext/data.bin"})
    files[style.folder + "/" + file] = std::string(file) + ", not looked at";
}

std::string sign_folder(const Style& style, std::size_t index) {
  return style.folder + "/" + style.signs + "/Sign_" + std::to_string(index);
}

void put_list(const Style& style, Files& files) {
  std::string entries;
  for (std::size_t i = 0; i < style.signers.size(); ++i) {
    const std::string type = style.signers[i].seal ? "Seal" : "Sign", id = style.ids + std::to_string(i + 1);
    entries += "<ofd:Signature ID=\"" + id + "\"" + (style.typed ? " Type=\"" + type + "\"" : "") +
               " BaseLoc=\"" + (style.relative ? "Sign_" + std::to_string(i) : "/" + sign_folder(style, i)) +
               "/Signature.xml\"/>";
  }
  const std::string largest = "<ofd:MaxSignId>" + style.max_id + "</ofd:MaxSignId>";
  files[style.folder + "/" + style.signs + "/" + style.list] = styled(
      style, root_element(style, "Signatures", style.value_first ? entries + largest : largest + entries));
}

std::string provider(const Style& style) {
  if (!style.provider_elements)
    return "<ofd:Provider ProviderName=\"eseal\" Version=\"2.0\" Company=\"vendor\"/>";
  return "<ofd:Provider><ofd:ProviderName>eseal</ofd:ProviderName><ofd:Version>2.0</"
         "ofd:Version><ofd:Company>vendor</ofd:Company></ofd:Provider>";
}

std::string references(const Style& style, const Files& files) {
  std::string all;
  for (const auto& [path, content] : files) {
    if (path == style.folder + "/" + style.signs + "/" + style.list) continue;
    all += "<ofd:Reference FileRef=\"" + (style.relative ? "../../../" : std::string("/")) + path +
           "\"><ofd:CheckValue>AA==</ofd:CheckValue></ofd:Reference>"; // digested when it is signed
  }
  return "<ofd:References CheckMethod=\"" + style.check_method + "\">" + all + "</ofd:References>";
}

// The files of one signature; what it covers is what is there before it.
void put_signature(const Style& style, std::size_t index, Files& files) {
  const std::string folder = sign_folder(style, index), place = style.relative ? "" : "/" + folder + "/";
  const auto& version = style.signers[index].seal;
  if (version && style.seal_file)
    files[folder + "/Seal.esl"] =
        as_text(crypto::decode_seal_signature(style.signers[index].value({}, "/x")).value().seal.der);
  const std::string seal = version && style.seal_file
                               ? "<ofd:Seal><ofd:BaseLoc>" + place + "Seal.esl</ofd:BaseLoc></ofd:Seal>"
                               : "";
  const std::string stamp =
      version ? "<ofd:StampAnnot ID=\"60\" PageRef=\"31\" Boundary=\"150 230 42 42\"/>" : "";
  const std::string head =
      provider(style) +
      "<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod><ofd:SignatureDateTime>" + style.time +
      "</ofd:SignatureDateTime>";
  const std::string listed = references(style, files);
  const std::string info = "<ofd:SignedInfo>" + head +
                           (style.value_first ? seal + stamp + listed : listed + stamp + seal) +
                           "</ofd:SignedInfo>";
  const std::string value = "<ofd:SignedValue>" + place + style.value + "</ofd:SignedValue>";
  files[folder + "/Signature.xml"] =
      styled(style, root_element(style, "Signature", style.value_first ? value + info : info + value));
  files[folder + "/" + style.value] = "";
}

Specimen make(const Style& style) {
  Files files;
  put_body(style, files);
  put_list(style, files);
  for (std::size_t i = 0; i < style.signers.size(); ++i)
    put_signature(style, i, files);
  std::vector<ofd::PackageEntry> list;
  for (const auto& [path, content] : files)
    list.push_back({path, to_bytes(content)});
  const Specimen unsigned_one(style.name, ofd::write_package(list), style.signers);
  OfdEntries entries(unsigned_one.file);
  unsigned_one.sign(entries);
  return {style.name, entries.pack(), style.signers};
}

std::vector<Style> styles() {
  return {{.name = "V1, no type, no seal file",
           .signers = {seal_signer(SealVersion::v1)},
           .time = "20260615080000",
           .typed = false,
           .seal_file = false,
           .absolute_pointers = true},
          {.name = "V4, the value first",
           .signers = {seal_signer(SealVersion::v4)},
           .check_method = "SM3",
           .time = "2026-06-15 08:00:00",
           .value_first = true},
          {.name = "V5, byte order marks and blanks",
           .signers = {seal_signer(SealVersion::v5)},
           .bom = true,
           .indented = true},
          {.name = "two plain signatures, relative paths",
           .signers = {plain_signer(true), plain_signer(false)},
           .root = "Document_0.xml",
           .relative = true},
          {.name = "raw values, the old namespace",
           .signers = {seal_signer(SealVersion::v4, true), plain_signer(false, true)},
           .ids = "",
           .max_id = "s4",
           .uri = "http://www.ofdspec.org",
           .indented = true},
          {.name = "V1, other folders and names",
           .signers = {seal_signer(SealVersion::v1), seal_signer(SealVersion::v5)},
           .folder = "Content/Doc_7",
           .root = "doc.xml",
           .signs = "seals",
           .list = "list.xml",
           .value = "SignValue.dat",
           .ids = "s00",
           .provider_elements = true,
           .prefixed = false}};
}

} // namespace

const std::vector<Specimen>& vendor_specimens() {
  static const std::vector<Specimen> all = [] {
    std::vector<Specimen> made;
    for (const Style& style : styles())
      made.push_back(make(style));
    return made;
  }();
  return all;
}

} // namespace elicense::test
