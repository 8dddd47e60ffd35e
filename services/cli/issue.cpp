// SPDX-License-Identifier: Apache-2.0
// elicense issue: one license from a JSON file or from the type's example, with its faces.
#include "cli/commands.hpp"
#include "face/qr.hpp"
#include "instance/files.hpp"
#include "json/strict_json.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct IssueOptions {
  std::string folder = "var", type, data_file, key, out = ".";
  bool example = false;
};

Result<nlohmann::json> business_data(const IssueOptions& options, const license::LicenseType& type) {
  if (options.example) return Result<nlohmann::json>(boost::system::in_place_value, type.example);
  const auto text = instance::read_file(options.data_file);
  if (!text) return text.error();
  return parse_strict_json(as_text(*text));
}

Result<void> write_outputs(instance::Instance& instance, const license::License& issued,
                           const license::LicenseType& type, const std::filesystem::path& out) {
  const auto document = instance.licenses().document(issued.identifier);
  if (!document) return document.error();
  const auto seal = instance.seals().find(issued.seal_id);
  if (!seal) return seal.error();
  const std::string url = instance.config().verification_url();
  const auto face = license::draw_face(issued, type, instance.fonts(), (*seal)->seal.picture.data, url);
  if (!face) return face.error();
  const auto png = face->png(), pdf = face->pdf(), svg = face->svg();
  const auto qr = face::make_qr(url + issued.reference);
  if (!qr) return qr.error();
  const auto qr_picture = face::qr_png(*qr, 8);
  for (const auto* drawn : {&png, &pdf, &svg, &qr_picture})
    if (!*drawn) return drawn->error();
  const nlohmann::json request = {{"license_type", type.code}, {"data", issued.data}};
  const Result<void> written[] = {
      instance::write_file(out / "license.ofd", *document),
      instance::write_file(out / "face.png", *png),
      instance::write_file(out / "face.pdf", *pdf),
      instance::write_file(out / "face.svg", *svg),
      instance::write_file(out / "qr.png", *qr_picture),
      instance::write_file(out / "request.json", as_bytes(request.dump(2) + "\n"))};
  for (const auto& result : written)
    if (!result) return result.error();
  return {};
}

int issue(const IssueOptions& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  auto recovered = (*instance)->issuer().finish_open_plans();
  if (!recovered) return tell(recovered.error());
  const auto* type = (*instance)->types().find(options.type);
  if (!type) return tell(fail(ErrorKind::not_found, "TYPE_UNKNOWN", options.type));
  auto data = business_data(options, *type);
  if (!data) return tell(data.error());
  const std::string key =
      options.key.empty() ? to_hex(crypto::random_bytes(crypto::system_random, 16)) : options.key;
  const auto issued = (*instance)->issuer().issue(
      {.idempotency_key = key, .type_code = options.type, .data = *std::move(data)});
  if (!issued) return tell(issued.error());
  const std::filesystem::path out = options.out;
  if (auto written = write_outputs(**instance, *issued, *type, out); !written) return tell(written.error());
  std::cout << fmt::format("issued   {} ({})\n", issued->identifier, issued->type_name)
            << fmt::format("document {}\n", (out / "license.ofd").string())
            << fmt::format("face     {} (also face.pdf, face.svg)\n", (out / "face.png").string())
            << fmt::format("QR       {} leads to {}{}\n", (out / "qr.png").string(),
                           (*instance)->config().verification_url(), issued->reference);
  return ok;
}

} // namespace

void add_issue(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("issue", "issue one license, write its document, faces and QR");
  const auto options = std::make_shared<IssueOptions>();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--type", options->type, "license type code, 21 characters")->required();
  auto* data = command->add_option("--data", options->data_file, "JSON file with the business data");
  command->add_flag("--example", options->example, "use the type's own synthetic example")->excludes(data);
  command->add_option("--idempotency-key", options->key, "repeat with the same key to get the same license");
  command->add_option("--out", options->out, "folder for license.ofd, face.png …")->capture_default_str();
  command->footer(
      "The service must not be running on the instance.\n"
      "Example: elicense issue --instance var --type 11100000MB0143028R001 --data company.json --out out");
  command->callback([options, &run] {
    if (!options->example && options->data_file.empty()) throw CLI::RequiredError("--data or --example");
    run = [options] { return issue(*options); };
  });
}

} // namespace elicense::cli
