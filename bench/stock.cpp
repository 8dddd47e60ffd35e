// SPDX-License-Identifier: Apache-2.0
// Reading and judging historic stock, made on the way, so that only what is fed is held.
#include "bench/parts.hpp"
#include "stock/assessor.hpp"
#include "stock/passport.hpp"
#include "stock/row_reader.hpp"
#include "stock/synth.hpp"
#include <ctime>

namespace elicense::bench {
namespace {

using namespace stock;

constexpr std::uint64_t quick_rows = 2'000, sizes[] = {100'000, 1'000'000};
constexpr std::size_t feed_size = 64 * KiB;
constexpr const char* day = "2026-11-27";

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Costs {
  double make = 0, read = 0, judge = 0; // seconds of CPU
  double memory = 0;                    // MB more at the end, with everything still held
};

// Takes the rows of what was fed, and judges them.
void take_rows(RowReader& reader, Assessor& assessor, Passport& passport, Costs& costs) {
  while (true) {
    const double start = cpu_seconds();
    auto row = reader.next().value();
    const double read = cpu_seconds();
    costs.read += read - start;
    if (!row) return;
    passport.add(assessor.assess(*row).value());
    costs.judge += cpu_seconds() - read;
  }
}

Costs run(const license::LicenseType& type, std::uint64_t rows) {
  const double before = resident_megabytes();
  const auto synthesizer = Synthesizer::make(type, {rows, 500, 1, Format::csv, day, false}).value();
  const std::string header = synthesizer.header();
  const auto reader = make_row_reader(read_dialect(Format::csv, header).value(), {header.size(), 2, 0});
  Assessor assessor(type, {day, {}, {}}, crypto::system_random);
  Passport passport;
  Costs costs;
  std::string feed;
  for (std::uint64_t number = 1; number <= rows; ++number) {
    const double start = cpu_seconds();
    feed += synthesizer.row(number).text;
    costs.make += cpu_seconds() - start;
    if (feed.size() < feed_size && number < rows) continue;
    reader->feed(feed);
    feed.clear();
    take_rows(*reader, assessor, passport, costs);
  }
  costs.memory = resident_megabytes() - before;
  if (passport.rows() != rows) throw std::runtime_error("rows were lost");
  return costs;
}

void measure(const license::LicenseType& type, std::uint64_t rows) {
  const Costs costs = run(type, rows);
  const std::string name = "stock." + std::to_string(rows);
  const auto count = static_cast<double>(rows);
  print(amount(name + ".made", count / costs.make, "1/s"));
  print(amount(name + ".read", count / costs.read, "1/s"));
  print(amount(name + ".judged", count / costs.judge, "1/s"));
  print(amount(name + ".read_and_judged", count / (costs.read + costs.judge), "1/s"));
  print(amount(name + ".memory", costs.memory, "MB"));
}

} // namespace

void measure_stock(Bench& bench) {
  const auto types = license::TypeCatalogue::load().value();
  const license::LicenseType& type = *types.find(business_license);
  const bool is_quick = bench.effort.rounds < Effort{}.rounds;
  if (is_quick) return measure(type, quick_rows);
  for (const std::uint64_t rows : sizes)
    measure(type, rows);
}

} // namespace elicense::bench
