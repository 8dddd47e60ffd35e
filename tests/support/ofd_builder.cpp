// SPDX-License-Identifier: Apache-2.0
#include "ofd_builder.hpp"
#include <stdexcept>

namespace elicense::test {
namespace {

using Entries = std::map<std::string, Bytes, std::less<>>;

std::string text_layer(std::uint32_t layer, std::uint32_t object, const std::string& text) {
  return "<ofd:Layer ID=\"" + std::to_string(layer) + "\"><ofd:TextObject ID=\"" + std::to_string(object) +
         "\" Boundary=\"20 20 100 10\" Font=\"1\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g 4 "
         "5\">" +
         text + "</ofd:TextCode></ofd:TextObject></ofd:Layer>";
}

Entries entries_of(ByteView file) {
  return ofd::Package::open(file).value().entries();
}

Bytes zipped(const Entries& entries) {
  std::vector<ofd::PackageEntry> list;
  for (const auto& [name, content] : entries)
    list.push_back({.name = name, .content = content});
  return ofd::write_package(list);
}

} // namespace

ofd::NewDocument small_draft() {
  ofd::NewDocument draft;
  draft.id = "0123456789abcdef0123456789abcdef";
  draft.title = "Test license";
  draft.creator = "tests";
  draft.creator_version = "1";
  draft.creation_date = "2026-01-31";
  draft.custom_data = {{"ZZBS", "1.2.156.3005.2.test"}, {"ZZMC", "测试 <证照> & \"more\""}};
  draft.fonts = {{.id = 1, .name = "宋体", .file_name = "font_1.ttf", .content = Bytes(3000, 'f')}};
  draft.images = {{.id = 2, .file_name = "image_2.png", .format = "PNG", .content = Bytes(300, 'i')}};
  draft.pages = {{.layers = text_layer(3, 4, "第一页")},
                 {.width_mm = 297, .height_mm = 210, .layers = text_layer(5, 6, "second")}};
  draft.attachments = {{.name = "metadata",
                        .file_name = "metadata.xml",
                        .format = "xml",
                        .usage = "metadata",
                        .content = to_bytes("<a/>")}};
  draft.tags = {{.name = "ZZBS", .objects = {{0, 4}, {1, 6}}}, {.name = "ZZMC", .objects = {{1, 6}}}};
  draft.tag_namespace = "urn:test:tags";
  draft.max_object_id = 6;
  return draft;
}

Bytes small_document() {
  return ofd::write_document(small_draft()).value();
}

ofd::SignatureDraft small_signature() {
  return {.provider = "tests",
          .company = "tests",
          .version = "1",
          .date_time = "20260131080000Z",
          .kind = ofd::SignatureKind::sign,
          .stamps = {},
          .seal = {}};
}

ofd::SignatureDraft small_seal() {
  ofd::SignatureDraft draft = small_signature();
  draft.kind = ofd::SignatureKind::seal;
  draft.stamps = {{.page = 7, .box = {.x = 140, .y = 240, .width = 42, .height = 42}}};
  draft.seal = to_bytes("a seal");
  return draft;
}

Result<Bytes> look_signed(ByteView signature_xml, const std::string& property_info) {
  return to_bytes("value of " + property_info + " " + to_hex(crypto::sm3(signature_xml)));
}

Bytes signed_document() {
  return ofd::add_signature(small_document(), small_seal(), look_signed).value();
}

Bytes with_entry(ByteView file, const std::string& name, std::string_view content) {
  Entries entries = entries_of(file);
  entries[name] = to_bytes(content);
  return zipped(entries);
}

Bytes without_entry(ByteView file, const std::string& name) {
  Entries entries = entries_of(file);
  if (entries.erase(name) == 0) throw std::invalid_argument("no entry " + name);
  return zipped(entries);
}

Bytes with_replaced(ByteView file, const std::string& name, std::string_view from, std::string_view to) {
  std::string text = entry_text(file, name);
  std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument("nothing to replace in " + name);
  for (; at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return with_entry(file, name, text);
}

std::string entry_text(ByteView file, const std::string& name) {
  return std::string(as_text(ofd::Package::open(file).value().read(name).value()));
}

} // namespace elicense::test
