// SPDX-License-Identifier: Apache-2.0
// elicense import: a file of historic stock, at the machine itself. Interrupted at any time, the same command
// goes on.
#include "access/administration.hpp"
#include "cli/commands.hpp"
#include "cli/live_progress.hpp"
#include "crypto/sm3.hpp"
#include "instance/files.hpp"
#include "jobs/import_run.hpp"
#include "jobs/scan_files.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace elicense::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk_size = 1U << 20;

struct ImportOptions {
  std::string folder = "var", file, type, batch, mapping, scans, encoding, format, reasons;
  bool dry_run = false;
};

jobs::NextBytes bytes_of_file(const std::shared_ptr<std::ifstream>& stream) {
  return [stream]() -> Result<std::optional<Bytes>> {
    Bytes chunk(chunk_size);
    stream->read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
    chunk.resize(static_cast<std::size_t>(stream->gcount()));
    if (stream->bad()) return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", "the file cannot be read");
    return chunk.empty() ? std::optional<Bytes>() : std::optional(std::move(chunk));
  };
}

Result<jobs::NextBytes> open_file(const ImportOptions& options) {
  const auto stream = std::make_shared<std::ifstream>(options.file, std::ios::binary);
  if (!*stream) return fail(ErrorKind::not_found, "INSTANCE_FOLDER", options.file);
  return bytes_of_file(stream);
}

// What the file says of itself, by its name where nothing else is said.
std::string format_of(const ImportOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = fs::path(options.file).extension().string();
  return ending == ".ndjson" || ending == ".jsonl" ? "ndjson" : "csv";
}

std::string batch_of(const ImportOptions& options) {
  std::string name = options.batch.empty() ? fs::path(options.file).stem().string() : options.batch;
  if (options.batch.empty())
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0; }, '-');
  return name;
}

Result<jobs::NewImport> describe(const ImportOptions& options) {
  jobs::NewImport wanted{.kind = options.dry_run ? jobs::Kind::dry_run : jobs::Kind::import,
                         .type_code = options.type,
                         .batch = batch_of(options),
                         .format = format_of(options),
                         .encoding = options.encoding,
                         .mapping = {},
                         .file_sm3 = {},
                         .file_size = 0,
                         .scans = options.scans.empty() ? "" : fs::absolute(options.scans).string()};
  if (!options.mapping.empty()) {
    const auto mapping = instance::read_file(options.mapping);
    if (!mapping) return mapping.error();
    wanted.mapping = as_text(*mapping);
  }
  const auto next = open_file(options);
  if (!next) return next.error();
  crypto::Sm3 digest;
  for (auto chunk = (*next)();; chunk = (*next)()) {
    if (!chunk) return chunk.error();
    if (!*chunk) break;
    digest.update(**chunk);
    wanted.file_size += static_cast<std::int64_t>((*chunk)->size());
  }
  wanted.file_sm3 = to_hex(digest.finish());
  return wanted;
}

void print(const nlohmann::json& passport) {
  const bool english = language() == wording::Language::english;
  const auto& grades = passport.at("grades");
  std::cout << fmt::format("rows {}: A {}, B {}, C {}\n", passport.at("rows").get<std::uint64_t>(),
                           grades.at("A").get<std::uint64_t>(), grades.at("B").get<std::uint64_t>(),
                           grades.at("C").get<std::uint64_t>());
  for (const auto& rule : passport.at("rules"))
    std::cout << fmt::format("  {} {:30} {:>9}  {}\n", rule.at("grade").get<std::string>(),
                             rule.at("id").get<std::string>(), rule.at("rows").get<std::uint64_t>(),
                             rule.at("sentence").at(english ? "en" : "zh").get<std::string>());
}

// Rows with something to say, a JSON object a line; no value of any row.
void write_reasons(std::ostream& out, const jobs::AssessedRow& row) {
  if (row.assessment.findings.empty()) return;
  nlohmann::ordered_json line{{"row", row.assessment.row},
                              {"line", row.assessment.line},
                              {"grade", stock::to_text(row.assessment.grade)},
                              {"findings", nlohmann::ordered_json::array()}};
  for (const stock::Finding& finding : row.assessment.findings)
    line["findings"].push_back(
        {{"rule", finding.rule}, {"field", finding.field}, {"detail", finding.detail}});
  out << line.dump() << "\n";
}

// Changes nothing: the file is read where it is.
int dry_run(instance::Instance& instance, const ImportOptions& options, const jobs::NewImport& wanted) {
  const license::LicenseType* const type = instance.types().find(wanted.type_code);
  if (type == nullptr) return tell(fail(ErrorKind::not_found, "TYPE_UNKNOWN", wanted.type_code));
  jobs::Job job;
  job.kind = wanted.kind;
  job.tenant = instance.config().authority_code;
  job.type_code = type->code;
  job.details.batch = wanted.batch;
  job.details.format = wanted.format;
  job.details.encoding = wanted.encoding;
  job.details.mapping = wanted.mapping;
  job.details.today = to_china_date(system_time());
  const auto next = open_file(options);
  if (!next) return tell(next.error());
  std::ofstream reasons;
  if (!options.reasons.empty()) reasons.open(options.reasons);
  jobs::Live live(wanted.file_size);
  const auto take = [&](const std::vector<jobs::AssessedRow>& rows) {
    live.rows += static_cast<std::int64_t>(rows.size());
    if (reasons.is_open())
      for (const jobs::AssessedRow& row : rows)
        write_reasons(reasons, row);
    return true;
  };
  const LiveProgress bar([&live] { return live.progress(); });
  jobs::FileReading reading({.jobs = &instance.jobs().kept(),
                             .type = *type,
                             .random = crypto::system_random,
                             .scan_exists =
                                 [&wanted](const std::string& name) {
                                   return Result<bool>(jobs::scan_exists(wanted.scans, name));
                                 }},
                            job);
  const auto passport = reading.run(*next, take, live.done);
  if (!passport) return tell(passport.error());
  print(passport->to_json());
  return ok;
}

// Whatever is there already stays; the rest of the file follows it.
Result<jobs::Job> spool(jobs::Imports& imports, jobs::Job job, const jobs::NextBytes& next) {
  for (std::int64_t number = 1; job.state == jobs::State::receiving; ++number) {
    const auto chunk = next();
    if (!chunk) return chunk.error();
    if (!*chunk) return fail(ErrorKind::invalid, "JOB_FILE_SIZE");
    auto added = imports.add_piece(job.id, number, **chunk);
    if (!added) return added;
    job = *std::move(added);
  }
  return job;
}

void print(const jobs::Job& job) {
  const jobs::Counts& counts = job.counts;
  std::cout << fmt::format("job {} of batch {}: {}\n", job.id, job.details.batch, jobs::to_text(job.state))
            << fmt::format("issued {}, quarantined {}, refused {}, repeated {}\n", counts.issued,
                           counts.quarantined, counts.refused, counts.repeated);
  if (!job.details.passport.is_null()) print(job.details.passport);
  if (job.state == jobs::State::awaits_sign_off)
    std::cout << fmt::format(
        "nothing of it is valid yet: two people look at {} of them and sign (docs/import-jobs.md)\n",
        job.details.sample);
  if (!job.details.failure.empty())
    std::cout << fmt::format("failed: {} {}\n", job.details.failure, job.details.failure_detail);
}

int import(instance::Instance& instance, const ImportOptions& options, const jobs::NewImport& wanted) {
  instance::Jobs& jobs = instance.jobs();
  auto job = jobs.imports().open(wanted, std::string(access::on_site));
  if (!job) return tell(job.error());
  const auto next = open_file(options);
  if (!next) return tell(next.error());
  job = spool(jobs.imports(), *std::move(job), *next);
  if (!job) return tell(job.error());
  const bool to_do = job->state == jobs::State::waiting || job->state == jobs::State::running ||
                     job->state == jobs::State::cancelling;
  if (to_do) {
    const LiveProgress bar([&jobs, id = job->id] { return jobs.worker().progress(id); });
    job = jobs.worker().work(job->id);
  }
  if (!job) return tell(job.error());
  print(*job);
  return job->state == jobs::State::failed ? untrusted : ok;
}

int run_import(const ImportOptions& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  if (auto recovered = (*instance)->issuer().finish_open_plans(); !recovered) return tell(recovered.error());
  const auto wanted = describe(options);
  if (!wanted) return tell(wanted.error());
  return options.dry_run ? dry_run(**instance, options, *wanted) : import(**instance, options, *wanted);
}

} // namespace

void add_import(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("import", "issue a file of historic stock (docs/import.md)");
  const auto options = std::make_shared<ImportOptions>();
  command->add_option("file", options->file, "CSV or NDJSON, a license a row")->required();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--type", options->type, "license type code, 21 characters")->required();
  command->add_flag("--dry-run", options->dry_run,
                    "only judge the rows: the passport, and nothing is changed");
  command->add_option("--batch", options->batch,
                      "a name: the same row is issued once in a batch; the file's when absent");
  command->add_option("--mapping", options->mapping, "JSON file: which column is which field");
  command->add_option("--scans", options->scans, "folder with the scanned files that rows name");
  command->add_option("--encoding", options->encoding, "utf8 or gb18030; found when absent");
  command->add_option("--format", options->format, "csv or ndjson; by the file's name when absent");
  command->add_option("--reasons", options->reasons,
                      "with --dry-run: a file for the reasons, a JSON object a row");
  command->footer("The service must not be running on the instance. Stopped or killed at any time, the same "
                  "command goes on\n"
                  "where it was. Nothing is valid before two people sign (docs/import-jobs.md).\n"
                  "Example: elicense import stock.csv --instance var --type 11100000MB0143028R001 --dry-run");
  command->callback([options, &run] { run = [options] { return run_import(*options); }; });
}

} // namespace elicense::cli
