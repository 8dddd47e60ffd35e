// SPDX-License-Identifier: Apache-2.0
// elicense synth: synthetic stock to try an import with.
#include "stock/synth.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "crypto/time.hpp"
#include "instance/files.hpp"
#include "license/type.hpp"

#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace elicense::cli {
namespace {

namespace fs = std::filesystem;

struct SynthOptions {
  std::string folder, type, format = "csv", file, answers, scans, today;
  double dirty = 0; // percent
  stock::SynthSettings settings;
};

Error cannot_write(const fs::path& file) {
  return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", file.string());
}

class OutFile {
 public:
  explicit OutFile(fs::path path) : path_(std::move(path)), stream_(path_, std::ios::binary) {}
  void write(std::string_view text) { stream_ << text; }
  Result<void> close() {
    stream_.close();
    if (!stream_) return cannot_write(path_);
    return {};
  }
  bool is_open() const { return stream_.is_open(); }

 private:
  fs::path path_;
  std::ofstream stream_;
};

Result<license::TypeCatalogue> load_types(const std::string& folder) {
  if (folder.empty()) return license::TypeCatalogue::load();
  const auto config = instance::read_config(folder);
  if (!config) return config.error();
  return license::TypeCatalogue::load(config->license_types,
                                      {config->authority_code, config->authority_name});
}

std::string answer_of(std::uint64_t number, const stock::SynthRow& row) {
  return fmt::format("{}\t{}\n", number, fmt::join(row.expected, ","));
}

// Answers how many rows are dirty.
Result<std::uint64_t> write_rows(const SynthOptions& wanted, const stock::Synthesizer& synthesizer) {
  OutFile rows(wanted.file), answers(wanted.answers);
  if (!rows.is_open()) return cannot_write(wanted.file);
  if (!answers.is_open()) return cannot_write(wanted.answers);
  rows.write(synthesizer.header());
  answers.write("row\trules\n");
  Progress progress(wanted.settings.rows);
  std::uint64_t dirty = 0;
  for (std::uint64_t number = 1; number <= wanted.settings.rows; ++number, progress.advance()) {
    const stock::SynthRow row = synthesizer.row(number);
    rows.write(row.text);
    if (!row.expected.empty()) answers.write(answer_of(number, row)), ++dirty;
    if (row.scan.empty()) continue;
    const auto written = instance::write_file(fs::path(wanted.scans) / row.scan, synthesizer.scan(number));
    if (!written) return written.error();
  }
  if (auto closed = rows.close(); !closed) return closed.error();
  if (auto closed = answers.close(); !closed) return closed.error();
  return dirty;
}

void complete(SynthOptions& wanted) {
  constexpr double hundredths = 100;
  wanted.settings.dirty_in_10000 = static_cast<std::uint32_t>(std::lround(wanted.dirty * hundredths));
  wanted.settings.format = wanted.format == "csv" ? stock::Format::csv : stock::Format::ndjson;
  wanted.settings.today = wanted.today.empty() ? to_china_date(system_time()) : wanted.today;
  wanted.settings.scans = !wanted.scans.empty();
  if (wanted.answers.empty()) wanted.answers = wanted.file + ".answers.tsv";
  if (wanted.settings.scans) fs::create_directories(wanted.scans);
}

int synthesize(SynthOptions wanted) {
  complete(wanted);
  if (auto day = from_date(wanted.settings.today); !day) return tell(day.error());
  const auto types = load_types(wanted.folder);
  if (!types) return tell(types.error());
  const license::LicenseType* const type = types->find(wanted.type);
  if (type == nullptr) return tell(fail(ErrorKind::not_found, "TYPE_UNKNOWN", wanted.type));
  const auto synthesizer = stock::Synthesizer::make(*type, wanted.settings);
  if (!synthesizer) return tell(synthesizer.error());
  const auto dirty = write_rows(wanted, *synthesizer);
  if (!dirty) return tell(dirty.error());
  std::cout << fmt::format("{} rows of {}, {} of them dirty, in {}\nwhat has to be found in them in {}\n",
                           wanted.settings.rows, type->name, *dirty, wanted.file, wanted.answers);
  return ok;
}

} // namespace

void add_synth(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("synth", "make synthetic stock, clean and dirty, to try an import with");
  const auto wanted = std::make_shared<SynthOptions>();
  command->add_option("--type", wanted->type, "code of the license type")->required();
  command->add_option("--out", wanted->file, "file to write")->required();
  command->add_option("--rows", wanted->settings.rows, "how many")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, stock::max_synth_rows));
  command->add_option("--dirty", wanted->dirty, "percent of rows with something wrong")
      ->check(CLI::Range(0.0, 100.0));
  command->add_option("--seed", wanted->settings.seed, "the same gives the same file")->capture_default_str();
  command->add_option("--format", wanted->format, "csv or ndjson")
      ->capture_default_str()
      ->check(CLI::IsMember({"csv", "ndjson"}));
  command->add_option("--answers", wanted->answers, "row and rules of every dirty row; OUT.answers.tsv");
  command->add_option("--scans", wanted->scans, "folder for a small PNG a row");
  command->add_option("--today", wanted->today, "the day the dates are made for, YYYY-MM-DD");
  command->add_option("--instance", wanted->folder, "instance folder, for types of its own");
  command->callback([wanted, &run] { run = [wanted] { return synthesize(*wanted); }; });
  command->footer(
      "Example: elicense synth --type 11100000MB0143028R001 --rows 100000 --dirty 5 --out stock.csv");
}

} // namespace elicense::cli
