// SPDX-License-Identifier: Apache-2.0
// Online codes, by many counters at once, which share their commits: a holder shows a license, a counter
// scans and the holder answers, the data arrive. CPU time of the whole process, beside two SM2 checks.
#include "bench/parts.hpp"
#include <ctime>
#include <thread>

namespace elicense::bench {
namespace {

class Window { // a counter, and a holder in front of it
 public:
  Window(show::Desk& desk, license::License license) : desk_(desk), license_(std::move(license)) {}

  void open() {
    session_ = take(desk_.sessions().open({.shower = license_.holder, .licenses = {license_.identifier}}));
  }
  void scan_and_answer() {
    const show::Scan scan = take(desk_.scans().scan({.idempotency_key = session_.code.reference,
                                                     .code = {false, session_.code.reference},
                                                     .asker = clerk_,
                                                     .matter = matter_,
                                                     .matter_case = "2026-000017",
                                                     .wanted = {{license_.type_code, {}, {}}}}));
    given_ = take(desk_.scans().confirm(scan.id, scan.match, {license_.identifier}));
  }
  void use() {
    take(desk_.uses().use({.code = given_.given.at(0).code,
                           .idempotency_key = given_.id,
                           .asker = clerk_,
                           .matter = matter_.code,
                           .matter_case = "2026-000017"}));
  }

 private:
  show::Desk& desk_;
  license::License license_;
  show::Asker clerk_{"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  show::Matter matter_{"000100001", "设立登记"};
  show::OpenedSession session_;
  show::Scan given_;
};

// Each with a holder of its own: a holder has only so many codes at a time.
std::vector<Window> windows_of(instance::Instance& instance, std::int64_t count) {
  std::vector<license::IssueRequest> requests;
  for (std::int64_t i = 1; i <= count; ++i) {
    auto data = instance.types().find(business_license)->example;
    data["统一社会信用代码"] = credit_code(i);
    requests.push_back(
        {.idempotency_key = "scan-" + std::to_string(i), .type_code = business_license, .data = data});
  }
  std::vector<Window> windows;
  windows.reserve(requests.size());
  for (auto& issued : instance.issuer().issue_many(requests))
    windows.emplace_back(instance.show(), take(std::move(issued)));
  return windows;
}

using Step = void (Window::*)();

struct Spent {
  std::vector<double> seconds; // each window, by the clock on the wall
  double wall = 0, processor = 0;
};

// Each window takes the step, eight at once.
Spent at_once(std::vector<Window>& windows, Step step) {
  constexpr std::size_t counters = 8;
  Spent spent;
  spent.seconds.resize(windows.size());
  const std::clock_t processor = std::clock();
  const auto start = Stopwatch::now();
  {
    std::vector<std::jthread> threads;
    threads.reserve(counters);
    for (std::size_t first = 0; first < counters; ++first)
      threads.emplace_back([&, first] {
        for (std::size_t i = first; i < windows.size(); i += counters) {
          const auto begun = Stopwatch::now();
          (windows[i].*step)();
          spent.seconds[i] = seconds_since(begun);
        }
      });
  }
  spent.wall = seconds_since(start);
  spent.processor = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
  return spent;
}

void measure_step(const std::string& name, std::vector<Window>& windows, Step step, double check) {
  const auto count = static_cast<double>(windows.size());
  const Counts before = counts();
  const Spent spent = at_once(windows, step);
  const double each = spent.processor / count;
  print(amount(name, count / spent.wall, "1/s"));
  print(amount(name + ".p50", percentile(spent.seconds, 0.5) * 1e3, "ms"));
  print(amount(name + ".p99", percentile(spent.seconds, 0.99) * 1e3, "ms"));
  Row cpu = amount(name + ".cpu", each * 1e3, "ms");
  cpu.ratios = {{"2 SM2 checks (cost)", each / (2 * check)}};
  print(cpu);
  print(amount(name + ".written_bytes", static_cast<double>((counts() - before).written_bytes) / count, "B"));
}

} // namespace

void measure_scan(Bench& bench) {
  const double check = take_turns({bench.raw_verify()}, bench.effort).front().median();
  auto windows = windows_of(bench.house.instance(), bench.effort.rounds < 5 ? 50 : 1000);
  const double resident = resident_megabytes();
  measure_step("show.code", windows, &Window::open, check);
  const double added = (resident_megabytes() - resident) * 1e6 / static_cast<double>(windows.size());
  print(amount("show.code.resident", added, "B"));
  measure_step("scan.answered", windows, &Window::scan_and_answer, check);
  measure_step("scan.used", windows, &Window::use, check);
}

} // namespace elicense::bench
