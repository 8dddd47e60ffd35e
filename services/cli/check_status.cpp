// SPDX-License-Identifier: Apache-2.0
// elicense check-status LIST: the status of one license out of a list that was fetched, offline; exit 0
// valid, 1 not, 3 not answerable.
#include "cli/commands.hpp"
#include "cli/status_file.hpp"
#include "crypto/trust_store.hpp"
#include "instance/files.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct CheckStatusOptions {
  std::string list, keys, uri, document, trust;
  std::size_t index = 0;
};

// Where the license stands: as told, or as its own sealed file says.
Result<verify::StatusReference> place_of(const CheckStatusOptions& options) {
  if (options.document.empty()) return verify::StatusReference{options.uri, options.index};
  const auto file = instance::read_file(options.document);
  if (!file) return file.error();
  auto trust = crypto::TrustStore::load(options.trust, system_time());
  if (!trust) return trust.error();
  const verify::Engine engine(std::make_shared<const crypto::TrustStore>(*std::move(trust)), nullptr, nullptr,
                              system_time);
  const verify::Report report = engine.verify(*file);
  if (report.verdict != verify::Verdict::trusted)
    return fail(ErrorKind::invalid, "STATUS_DOCUMENT", report.cause);
  if (!report.license || !report.license->status_list)
    return fail(ErrorKind::invalid, "STATUS_DOCUMENT", "it names no status list");
  return *report.license->status_list;
}

int check_status(const CheckStatusOptions& options) {
  const Time now = system_time();
  const auto place = place_of(options);
  if (!place) return tell(place.error());
  const auto keys = read_key_file(options.keys);
  if (!keys) return tell(keys.error());
  const auto published = read_list_file(options.list, *keys, {place->uri, now});
  if (!published) return tell(published.error());
  const auto status = published->list.at(place->index);
  if (!status) return tell(status.error());
  std::cout << fmt::format("{}  {}\n", to_text(*status), age_text(*published, now));
  return *status == status::Status::valid ? ok : untrusted;
}

} // namespace

void add_check_status(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("check-status", "the status of a license out of a fetched list, offline");
  const auto options = std::make_shared<CheckStatusOptions>();
  command->add_option("LIST", options->list, "answer of GET /v1/status-lists/{list}, either form")
      ->required();
  command
      ->add_option("--keys", options->keys,
                   "answer of GET /v1/status-lists, fetched over a trusted connection")
      ->required();
  auto* uri = command->add_option("--uri", options->uri, "of the license's status_list");
  auto* index = command->add_option("--index", options->index, "idx of the license's status_list");
  auto* document = command->add_option("--document", options->document, "the license file, which says both");
  auto* trust = command->add_option("--trust", options->trust, "folder with anchors/, intermediates/, crls/");
  uri->needs(index);
  index->needs(uri);
  document->needs(trust)->excludes(uri);
  trust->needs(document);
  command->require_option(4); // LIST, --keys and one of the two pairs
  command->footer("Exit: 0 valid, 1 invalid, suspended or replaced, 3 not answerable.\n"
                  "Example: elicense check-status list.jwt --keys lists.json --document license.ofd "
                  "--trust var/trust");
  command->callback([options, &run] { run = [options] { return check_status(*options); }; });
}

} // namespace elicense::cli
