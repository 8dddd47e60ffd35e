// SPDX-License-Identifier: Apache-2.0
// elicense verify FILE…: exit 0 trusted, 1 untrusted, 2 undetermined, 3 not answerable; the worst of several
// files.
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/report_text.hpp"
#include "cli/status_file.hpp"
#include "crypto/trust_store.hpp"
#include "instance/files.hpp"

#include <atomic>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

struct VerifyOptions {
  std::vector<std::string> files;
  std::string trust, folder, at, status_keys;
  std::vector<std::string> status_lists;
  bool json = false;
};

// An engine over a trust folder alone, or over a whole instance with its register.
struct Verifier {
  std::unique_ptr<instance::Instance> instance;
  std::unique_ptr<verify::Engine> offline;
  const verify::Engine& engine() const { return instance ? instance->engine() : *offline; }
};

Result<Verifier> open_verifier(const VerifyOptions& options) {
  Verifier verifier;
  if (!options.folder.empty()) {
    auto opened = instance::Instance::open(options.folder, ask_passphrase);
    if (!opened) return opened.error();
    verifier.instance = *std::move(opened);
    return verifier;
  }
  auto trust = std::make_shared<crypto::TrustStore>();
  if (!options.trust.empty()) {
    auto loaded = crypto::TrustStore::load(options.trust, system_time());
    if (!loaded) return loaded.error();
    *trust = *std::move(loaded);
  }
  verifier.offline = std::make_unique<verify::Engine>(std::move(trust), nullptr, nullptr, system_time);
  return verifier;
}

struct Answer {
  std::string text; // for people, or one line of JSON
  int exit = not_answerable;
};

int exit_of(verify::Verdict verdict) {
  switch (verdict) {
  case verify::Verdict::trusted:
    return ok;
  case verify::Verdict::untrusted:
    return untrusted;
  case verify::Verdict::undetermined:
    return undetermined;
  }
  return not_answerable;
}

Answer unreadable(const std::string& file, const Error& error, bool json) {
  if (json) {
    const auto line = nlohmann::ordered_json{{"file", file}, {"error", error.code}, {"detail", error.detail}};
    return {line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n",
            not_answerable};
  }
  return {file + ": " + error.detail + " (" + error.code + ")\n", not_answerable};
}

// What a fetched list says counts beside the verdict: a revoked license is not to be trusted.
Answer with_status(Answer answer, const verify::Report& report, const FetchedLists& lists,
                   nlohmann::ordered_json* json) {
  if (!report.license || !report.license->status_list) return answer;
  const auto entry = lists.find(*report.license->status_list);
  if (entry && !*entry) return answer;
  const std::string text =
      entry ? std::string(to_text((*entry)->status)) + "  " + age_text((*entry)->list, lists.now())
            : "unknown (" + entry.error().code + ")";
  if (json != nullptr) (*json)["offline_status"] = text;
  answer.text += "  status list: " + text + "\n";
  const ExitCode code = !entry ? undetermined : (*entry)->status == status::Status::valid ? ok : untrusted;
  if (answer.exit == ok) answer.exit = code;
  return answer;
}

Answer verify_one(const verify::Engine& engine, const std::string& file, std::optional<Time> at, bool json,
                  const FetchedLists& lists) {
  const auto content = instance::read_file(file);
  if (!content) return unreadable(file, content.error(), json);
  const verify::Report report = engine.verify(*content, at);
  const bool english = language() == wording::Language::english;
  const auto body = verify::to_json(report, english ? "en" : "zh");
  if (!json)
    return with_status({report_text(file, body, language()), exit_of(report.verdict)}, report, lists,
                       nullptr);
  nlohmann::ordered_json line = {{"file", file}};
  line.update(body);
  Answer answer = with_status({"", exit_of(report.verdict)}, report, lists, &line);
  answer.text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  return answer;
}

// Files are shared out to as many threads as there are processors; answers are printed in the order given.
std::vector<Answer> verify_all(const VerifyOptions& options, const verify::Engine& engine,
                               std::optional<Time> at, const FetchedLists& lists) {
  std::vector<Answer> answers(options.files.size());
  Progress progress(options.files.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < options.files.size(); i = next++) {
      answers[i] = verify_one(engine, options.files[i], at, options.json, lists);
      progress.advance();
    }
  };
  const auto threads =
      std::min<std::size_t>(options.files.size(), std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::jthread> pool;
  for (std::size_t i = 1; i < threads; ++i)
    pool.emplace_back(work);
  work();
  pool.clear(); // joins
  return answers;
}

int verify_files(const VerifyOptions& options) {
  std::optional<Time> at;
  if (!options.at.empty()) {
    auto time = from_rfc3339(options.at);
    if (!time) time = from_date(options.at);
    if (!time) return tell(fail(ErrorKind::malformed, "REQUEST_TIME", options.at));
    at = *time;
  }
  const auto verifier = open_verifier(options);
  if (!verifier) return tell(verifier.error());
  const auto lists = FetchedLists::read(options.status_lists, options.status_keys, system_time());
  if (!lists) return tell(lists.error());
  int exit = ok;
  for (const Answer& answer : verify_all(options, verifier->engine(), at, *lists)) {
    std::cout << answer.text;
    exit = std::max(exit, answer.exit);
  }
  return exit;
}

} // namespace

void add_verify(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("verify", "verify sealed documents of any maker");
  const auto options = std::make_shared<VerifyOptions>();
  command->add_option("FILE", options->files, "OFD files")->required();
  auto* trust = command->add_option("--trust", options->trust, "folder with anchors/, intermediates/, crls/");
  command
      ->add_option("--instance", options->folder,
                   "ask the register of this instance too (service not running)")
      ->excludes(trust);
  command->add_option("--at", options->at, "as of this moment: 2026-01-31 or 2026-01-31T08:00:00+08:00");
  auto* keys = command->add_option("--status-keys", options->status_keys, "answer of GET /v1/status-lists");
  command->add_option("--status-list", options->status_lists, "answers of GET /v1/status-lists/{list}")
      ->needs(keys);
  command->add_flag("--json", options->json, "one JSON object per file and line");
  command->footer(
      "Exit: 0 trusted, 1 untrusted, 2 undetermined, 3 not answerable; of several files the highest.\n"
      "Example: elicense verify --trust var/trust *.ofd");
  command->callback([options, &run] { run = [options] { return verify_files(*options); }; });
}

} // namespace elicense::cli
