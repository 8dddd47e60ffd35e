// SPDX-License-Identifier: Apache-2.0
// elicense check-status LIST: the status of one license out of a list that was fetched, offline; exit 0
// valid, 1 not, 3 not answerable.
#include "cli/commands.hpp"
#include "instance/files.hpp"
#include "status/key_file.hpp"
#include "status/status_token.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct Options {
  std::string list, keys, uri;
  std::size_t index = 0;
};

std::string_view word_of(status::Status status) {
  switch (status) {
  case status::Status::valid:
    return "VALID";
  case status::Status::invalid:
    return "INVALID";
  case status::Status::suspended:
    return "SUSPENDED";
  case status::Status::replaced:
    return "REPLACED";
  }
  return "INVALID";
}

Result<status::Published> read(const Options& options, Time now) {
  const auto keys_text = instance::read_file(options.keys), token = instance::read_file(options.list);
  if (!keys_text) return keys_text.error();
  if (!token) return token.error();
  const auto keys = status::read_list_keys(as_text(*keys_text));
  if (!keys) return keys.error();
  const status::Expected expected{options.uri, now};
  constexpr std::uint8_t cwt_tag = 0xd2;
  if (!token->empty() && token->front() == cwt_tag) return status::read_cwt(*token, *keys, expected);
  return status::read_jwt(as_text(*token), *keys, expected);
}

int check_status(const Options& options) {
  const Time now = system_time();
  const auto published = read(options, now);
  if (!published) return tell(published.error());
  const auto status = published->list.at(options.index);
  if (!status) return tell(status.error());
  const auto age = std::chrono::duration_cast<std::chrono::minutes>(now - published->issued_at);
  std::cout << fmt::format("{}  as of {}, {} minutes ago; the list is believed until {}\n", word_of(*status),
                           to_rfc3339(published->issued_at), std::max<std::int64_t>(age.count(), 0),
                           to_rfc3339(published->expires_at));
  return *status == status::Status::valid ? ok : untrusted;
}

} // namespace

void add_check_status(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("check-status", "the status of a license out of a fetched list, offline");
  const auto options = std::make_shared<Options>();
  command->add_option("LIST", options->list, "answer of GET /v1/status-lists/{list}, either form")
      ->required();
  command
      ->add_option("--keys", options->keys,
                   "answer of GET /v1/status-lists, fetched over a trusted connection")
      ->required();
  command->add_option("--uri", options->uri, "of the license's status_list")->required();
  command->add_option("--index", options->index, "idx of the license's status_list")->required();
  command->footer("Exit: 0 valid, 1 invalid, suspended or replaced, 3 not answerable.\n"
                  "Example: elicense check-status list.jwt --keys lists.json --uri "
                  "https://127.0.0.1:8443/v1/status-lists/0 --index 4711");
  command->callback([options, &run] { run = [options] { return check_status(*options); }; });
}

} // namespace elicense::cli
