// SPDX-License-Identifier: Apache-2.0
// elicense types: which license types there are, how they look, and whether a new one could be issued.
#include "cli/type_changes.hpp"
#include "face/contact_sheet.hpp"
#include "face/seal_picture.hpp"
#include "instance/files.hpp"
#include "license/trial.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

namespace fs = std::filesystem;

struct TypesOptions {
  std::string folder, sheet, file;
};

struct Setting { // of the instance, or of none
  fs::path own_types;
  license::DefiningAuthority authority;
};

Result<Setting> setting_of(const TypesOptions& options) {
  if (options.folder.empty()) return Setting{};
  const auto config = instance::read_config(options.folder);
  if (!config) return config.error();
  return Setting{config->license_types, {config->authority_code, config->authority_name}};
}

void list(const std::vector<const license::LicenseType*>& types) {
  for (const license::LicenseType* type : types)
    std::cout << fmt::format("{}  {:<14}  {}  {:<11}  {}\n", type->code, type->holder_category,
                             type->assurance, type->provisional ? "provisional" : "official", type->name);
  std::cout << fmt::format("{} license types\n", types.size());
}

// out.png, or out-1.png, out-2.png … when one sheet does not hold all.
fs::path sheet_path(const fs::path& path, std::size_t number, std::size_t count) {
  if (count == 1) return path;
  fs::path numbered = path;
  return numbered.replace_filename(
      fmt::format("{}-{}{}", path.stem().string(), number, path.extension().string()));
}

Result<std::vector<face::Face>> example_faces(std::span<const license::LicenseType* const> types,
                                              const face::Fonts& fonts, const Bytes& seal) {
  std::vector<face::Face> faces;
  for (const license::LicenseType* type : types) {
    license::License example;
    example.data = type->example;
    auto face = license::draw_face(example, *type, fonts, seal, "https://example.gov.cn/v/");
    if (!face) return fail(face.error().kind, face.error().code, type->name + ": " + face.error().detail);
    faces.push_back(*std::move(face));
  }
  return faces;
}

Result<void> write_sheets(std::span<const license::LicenseType* const> types, const fs::path& path) {
  const auto fonts = face::Fonts::load();
  if (!fonts) return fonts.error();
  const auto seal = face::draw_seal_picture(**fonts, {"示例市行政审批服务局", "", "", 42});
  if (!seal) return seal.error();
  const std::size_t sheets = (types.size() + face::faces_per_sheet - 1) / face::faces_per_sheet;
  for (std::size_t i = 0; i < sheets; ++i) {
    const std::size_t from = i * face::faces_per_sheet;
    const auto faces = example_faces(
        types.subspan(from, std::min(face::faces_per_sheet, types.size() - from)), **fonts, *seal);
    if (!faces) return faces.error();
    const auto sheet = face::contact_sheet(*faces);
    if (!sheet) return sheet.error();
    const fs::path file = sheet_path(path, i + 1, sheets);
    if (auto written = instance::write_file(file, *sheet); !written) return written;
    std::cout << "sheet " << file.string() << "\n";
  }
  return {};
}

int show_types(const TypesOptions& options) {
  const auto setting = setting_of(options);
  if (!setting) return tell(setting.error());
  const auto catalogue = license::TypeCatalogue::load(setting->own_types, setting->authority);
  if (!catalogue) return tell(catalogue.error());
  const auto types = catalogue->all();
  list(types);
  if (options.sheet.empty()) return ok;
  const auto written = write_sheets(types, options.sheet);
  return written ? ok : tell(written.error());
}

int check_type(const TypesOptions& options) {
  const auto setting = setting_of(options);
  if (!setting) return tell(setting.error());
  const auto text = instance::read_file(options.file);
  if (!text) return tell(text.error());
  const auto type = license::parse_type(as_text(*text), setting->authority);
  if (!type) return tell(type.error());
  const auto fonts = face::Fonts::load();
  if (!fonts) return tell(fonts.error());
  if (auto tried = license::try_out(*type, **fonts); !tried) return tell(tried.error());
  std::cout << fmt::format("{} {}: the face holds the shortest and the longest data\n", type->code,
                           type->name);
  return ok;
}

} // namespace

void add_types(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("types", "list the license types, draw them small on sheets, check or change one");
  const auto options = std::make_shared<TypesOptions>();
  command->add_option("--instance", options->folder, "instance folder: its own types and authority");
  command->add_option("--contact-sheet", options->sheet, "PNG file; numbered when there are several");
  auto* check = command->add_subcommand("check", "could licenses be issued by this type file?");
  check->add_option("file", options->file, "type file (docs/license-types.md)")->required();
  check->callback([options, &run] { run = [options] { return check_type(*options); }; });
  add_type_changes(*command, run);
  command->callback([options, command, &run] { // called after that of a subcommand
    if (command->get_subcommands().empty()) run = [options] { return show_types(*options); };
  });
  command->footer("Example: elicense types --contact-sheet faces.png\n"
                  "         elicense types --instance var check my-type.json\n"
                  "         elicense types propose my-type.json");
}

} // namespace elicense::cli
