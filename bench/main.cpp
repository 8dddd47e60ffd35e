// SPDX-License-Identifier: Apache-2.0
// elicense_bench [--quick] [PART…]: measures the parts, or all of them, and prints a JSON object a line.
#include "bench/parts.hpp"
#include "crypto/process.hpp"
#include <iostream>
#include <map>

namespace {

using Part = void (*)(elicense::bench::Bench&);

const std::vector<std::pair<std::string, Part>> parts = {
    {"sm2", elicense::bench::measure_sm2},         {"sm3", elicense::bench::measure_sm3},
    {"seal", elicense::bench::measure_seal},       {"verify", elicense::bench::measure_verify},
    {"size", elicense::bench::measure_size},       {"issue", elicense::bench::measure_issue},
    {"bulk", elicense::bench::measure_bulk},       {"import", elicense::bench::measure_imports},
    {"sealing", elicense::bench::measure_sealing}, {"ledger", elicense::bench::measure_ledger},
    {"scan", elicense::bench::measure_scan},       {"show", elicense::bench::measure_show},
    {"access", elicense::bench::measure_access},   {"notify", elicense::bench::measure_notify},
    {"stock", elicense::bench::measure_stock},     {"submission", elicense::bench::measure_submission}};

} // namespace

int main(int count, char** arguments) try {
  elicense::crypto::prepare_process(); // as the service runs
  std::vector<std::string> wanted(arguments + 1, arguments + count);
  const bool quick = std::erase(wanted, "--quick") > 0;
  elicense::bench::Bench bench;
  if (quick) bench.effort = {3, 0.02};
  for (const auto& [name, measure] : parts)
    if (wanted.empty() || std::ranges::count(wanted, name) > 0) measure(bench);
  return 0;
} catch (const std::exception& failure) {
  std::cerr << "elicense_bench: " << failure.what() << '\n';
  return 1;
}
