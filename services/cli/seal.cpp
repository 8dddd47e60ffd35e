// SPDX-License-Identifier: Apache-2.0
// elicense seal: one more seal on an OFD file.
#include "cli/commands.hpp"
#include "instance/files.hpp"
#include "seal/leaves.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct SealOptions {
  std::string folder = "var", seal, in, out;
  std::size_t page = 1;
  double x = 0, y = 0;
};

int seal_file(const SealOptions& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const std::string& id = options.seal.empty() ? (*instance)->config().authority_seal : options.seal;
  const auto held = (*instance)->seals().find(id);
  if (!held) return tell(held.error());
  const auto document = instance::read_file(options.in);
  if (!document) return tell(document.error());
  const auto sealed = (*instance)->sealer().apply(
      *document, **held, {.page = options.page - 1, .x_mm = options.x, .y_mm = options.y});
  if (!sealed) return tell(sealed.error());
  const auto recorded = (*instance)->book().append(
      seal::used_leaf((*held)->id, *sealed, (*instance)->blinder(), system_time()));
  if (!recorded) return tell(recorded.error());
  if (auto written = instance::write_file(options.out, *sealed); !written) return tell(written.error());
  std::cout << fmt::format("sealed   {} with {} ({})\n", options.out, id, (*held)->seal.name);
  return ok;
}

} // namespace

void add_seal(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("seal", "put a seal on a page of an OFD file");
  const auto options = std::make_shared<SealOptions>();
  command->add_option("IN", options->in, "OFD file, sealed or not")->required();
  command->add_option("OUT", options->out, "where the sealed file goes")->required();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--seal", options->seal, "seal id; the authority's own when absent");
  command->add_option("--page", options->page, "page number, from 1")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_option("--x", options->x, "left edge of the seal, mm")
      ->required()
      ->check(CLI::NonNegativeNumber);
  command->add_option("--y", options->y, "upper edge of the seal, mm")
      ->required()
      ->check(CLI::NonNegativeNumber);
  command->footer("Example: elicense seal --instance var --page 1 --x 140 --y 230 contract.ofd sealed.ofd");
  command->callback([options, &run] { run = [options] { return seal_file(*options); }; });
}

} // namespace elicense::cli
