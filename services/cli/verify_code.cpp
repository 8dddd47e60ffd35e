// SPDX-License-Identifier: Apache-2.0
// elicense verify-code: an offline code off a phone, checked without a network; exit 0 trusted, 1 untrusted,
// 2 undetermined, 3 not answerable.
#include "cli/commands.hpp"
#include "cli/status_file.hpp"
#include "instance/files.hpp"
#include "show/offline_check.hpp"
#include "status/key_file.hpp"

#include <fmt/format.h>
#include <iostream>
#include <nlohmann/json.hpp>

namespace elicense::cli {
namespace {

using show::CodeFinding;
using show::CodeVerdict;

struct VerifyCodeOptions {
  std::string code, keys, seen;
  std::vector<std::string> lists;
  bool json = false;
};

// One line of the terminal, or of a scanner that types; a second one would be a second code in the picture.
Result<std::string> one_code(const std::string& given) {
  std::string text = given;
  if (text.empty()) std::getline(std::cin, text);
  if (std::string more; given.empty() && std::getline(std::cin, more) && !more.empty())
    return fail(ErrorKind::malformed, "OFFLINE_CODE_TEXT", "more than one line");
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

Result<show::HeldLists> held_lists(const VerifyCodeOptions& options, const std::vector<status::ListKey>& keys,
                                   std::string_view key_file, Time now) {
  const auto uris = status::read_list_uris(key_file);
  if (!uris) return uris.error();
  std::vector<Bytes> tokens;
  for (const std::string& file : options.lists) {
    auto token = instance::read_file(file);
    if (!token) return token.error();
    tokens.push_back(*std::move(token));
  }
  return show::HeldLists::read(tokens, keys, *uris, now);
}

int exit_of(CodeVerdict verdict) {
  switch (verdict) {
  case CodeVerdict::trusted:
    return ok;
  case CodeVerdict::untrusted:
    return untrusted;
  case CodeVerdict::undetermined:
    return undetermined;
  }
  return not_answerable;
}

struct CodeWords {
  std::string_view trusted, untrusted, undetermined, next_step, made, ticket, status, seen, seconds_ago,
      until, not_known;
};
constexpr CodeWords english_code = {"TRUSTED",     "UNTRUSTED",      "UNDETERMINED", "next step",
                                    "made",        "ticket of",      "status",       "seen before",
                                    "seconds ago", "believed until", "not known"};
constexpr CodeWords chinese_code = {"可信", "不可信",   "无法判定", "下一步", "生成于", "凭据签发于",
                                    "状态", "此前见于", "秒前",     "采信至", "未知"};

const CodeWords& words() {
  return language() == wording::Language::chinese ? chinese_code : english_code;
}

std::string_view verdict_word(CodeVerdict verdict) {
  switch (verdict) {
  case CodeVerdict::trusted:
    return words().trusted;
  case CodeVerdict::untrusted:
    return words().untrusted;
  case CodeVerdict::undetermined:
    return words().undetermined;
  }
  return words().undetermined;
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
  out += fmt::format("  {:<14}{}\n", name, value);
}

// A scanned text is a stranger's: what moves the cursor does not reach the terminal.
std::string printable(std::string text) {
  for (char& c : text)
    if (const auto value = static_cast<unsigned char>(c); value < 0x20 || value == 0x7f) c = '?';
  return text;
}

std::string status_text(const CodeFinding& finding) {
  const std::string_view word = finding.status ? to_text(*finding.status) : words().not_known;
  if (!finding.status_as_of) return std::string(word);
  return fmt::format("{}  {}, {} {}", word, to_rfc3339(*finding.status_as_of), words().until,
                     to_rfc3339(*finding.status_until));
}

std::string text_of(const CodeFinding& finding, Time now) {
  std::string out = fmt::format("{}\n", verdict_word(finding.verdict));
  if (!finding.cause.empty()) {
    const auto& sentence = wording::sentence(finding.cause, language());
    add_line(out, "", fmt::format("{} ({})", sentence.text, finding.cause));
    add_line(out, words().next_step, sentence.next_step);
  }
  if (!finding.code) return out;
  const auto& code = *finding.code;
  for (const auto& line : code.ticket.summary)
    add_line(out, printable(line.name), printable(line.value));
  add_line(out, words().made,
           fmt::format("{}, {} {}", to_rfc3339(code.made_at()), (now - code.made_at()).count(),
                       words().seconds_ago));
  add_line(out, words().ticket,
           fmt::format("{}, {} {}", to_rfc3339(code.ticket.issued_at), words().until,
                       to_rfc3339(code.ticket.expires_at)));
  add_line(out, words().status, status_text(finding));
  if (finding.first_seen) add_line(out, words().seen, to_rfc3339(*finding.first_seen));
  return out;
}

std::string json_of(const CodeFinding& finding) {
  auto json = show::finding_json(finding);
  if (!finding.cause.empty()) {
    const auto& sentence = wording::sentence(finding.cause, language());
    json["text"] = sentence.text;
    json["next_step"] = sentence.next_step;
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int verify_code(const VerifyCodeOptions& options) {
  const Time now = system_time();
  const auto key_file = instance::read_file(options.keys);
  if (!key_file) return tell(key_file.error());
  const auto keys = status::read_list_keys(as_text(*key_file));
  if (!keys) return tell(keys.error());
  auto lists = held_lists(options, *keys, as_text(*key_file), now);
  if (!lists) return tell(lists.error());
  const auto text = one_code(options.code);
  if (!text) return tell(text.error());
  show::MemoryOfProcess nothing;
  show::MemoryFile file(options.seen);
  show::ReplayMemory* const memory =
      options.seen.empty() ? &nothing : static_cast<show::ReplayMemory*>(&file);
  show::OfflineChecker checker(*keys, *std::move(lists), *memory);
  const auto finding = checker.check(*text, now);
  if (!finding) return tell(finding.error());
  std::cout << (options.json ? json_of(*finding) : text_of(*finding, now));
  return exit_of(finding->verdict);
}

} // namespace

void add_verify_code(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("verify-code", "an offline code off a phone, without a network");
  const auto options = std::make_shared<VerifyCodeOptions>();
  command->add_option("CODE", options->code, "its text; else one line of the standard input");
  command
      ->add_option("--keys", options->keys,
                   "answer of GET /v1/status-lists, fetched over a trusted connection")
      ->required();
  command->add_option("--status-list", options->lists, "answer of GET /v1/status-lists/{list}; once for each")
      ->allow_extra_args(false);
  command->add_option("--seen", options->seen, "file of the codes seen here: a repeat is found by it");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer("Exit: 0 trusted, 1 untrusted, 2 undetermined, 3 not answerable.\n"
                  "Example: zbarimg -q --raw code.png | elicense verify-code --keys lists.json "
                  "--status-list list.jwt --seen seen.txt");
  command->callback([options, &run] { run = [options] { return verify_code(*options); }; });
}

} // namespace elicense::cli
