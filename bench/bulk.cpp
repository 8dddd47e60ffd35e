// SPDX-License-Identifier: Apache-2.0
// Issuing one by one and many at once, beside the work that has to be done whatever the way: SM2, drawing,
// writing.
#include "bench/parts.hpp"
#include "jobs/file_reading.hpp"
#include "license/drafting.hpp"
#include "license/identifier.hpp"
#include "license/leaves.hpp"
#include <thread>

namespace elicense::bench {
namespace {

using license::IssueRequest;
using license::License;

constexpr std::size_t group = jobs::rows_in_group;

class Work {
 public:
  explicit Work(House& house) : house_(house), license_(house.issue()), document_(house.issued_document()) {}

  std::vector<IssueRequest> requests(std::size_t count) {
    std::vector<IssueRequest> made;
    for (std::size_t i = 0; i < count; ++i)
      made.push_back({.idempotency_key = "bulk-" + std::to_string(++number_),
                      .type_code = business_license,
                      .data = license_.data});
    return made;
  }
  void issue(std::size_t count) {
    for (const auto& issued : instance().issuer().issue_many(requests(count)))
      issued.value();
  }
  void draw() {
    const auto& type = *instance().types().find(business_license);
    license::draw_document(license_, type, instance().fonts(), house_.seal().seal.picture,
                           instance().config().verification_url())
        .value();
  }
  // As issuing does it, with licenses and a document that are there already.
  void write(std::size_t count) {
    std::vector<License> licenses;
    std::vector<license::Plan> plans;
    for (std::size_t i = 0; i < count; ++i) {
      licenses.push_back(copy());
      plans.push_back({licenses.back().reference, {}, licenses.back(), license_.issued_at});
      plans.back().license.registered_state = license::State::pending;
    }
    for (const auto& planned : instance().licenses().record_plans(plans))
      planned.value();
    std::vector<license::Issued> issued;
    issued.reserve(licenses.size());
    for (const License& license : licenses)
      issued.push_back(
          {license, document_, license::issued_leaf(license, instance().blinder(), license_.issued_at), {}});
    for (const auto& recorded : instance().licenses().record_all_issued(issued))
      recorded.value();
  }

 private:
  instance::Instance& instance() { return house_.instance(); }
  License copy() {
    License made = license_;
    made.identifier = license::Identifier{made.type_code, made.issuer_code,
                                          license::random_serial(crypto::system_random), 1}
                          .text();
    made.status_place.reset(); // the register gives one
    made.reference = "write-" + std::to_string(++number_);
    return made;
  }
  House& house_;
  License license_;
  Bytes document_;
  std::atomic<std::int64_t> number_ = 0;
};

void measure_single(Bench& bench, Work& work) {
  std::vector<double> seconds;
  const std::size_t count = bench.effort.rounds < 5 ? 10 : 100;
  for (std::size_t i = 0; i < count; ++i) {
    const auto start = Stopwatch::now();
    work.issue(1);
    seconds.push_back(seconds_since(start));
  }
  print(amount("issue.single.p50", percentile(seconds, 0.5) * 1e3, "ms"));
  print(amount("issue.single.p99", percentile(seconds, 0.99) * 1e3, "ms"));
}

// As a job does it: as many threads as cores, and one more.
void measure_lanes(Bench& bench, Work& work) {
  const unsigned lanes = std::max(1U, std::thread::hardware_concurrency()) + 1;
  const std::size_t groups = bench.effort.rounds < 5 ? 1 : 4, size = bench.effort.rounds < 5 ? 32 : group;
  std::vector<std::vector<double>> seconds(lanes);
  const Counts before = counts();
  const auto start = Stopwatch::now();
  {
    std::vector<std::jthread> threads;
    threads.reserve(seconds.size());
    for (auto& own : seconds)
      threads.emplace_back([&] {
        for (std::size_t i = 0; i < groups; ++i) {
          const auto begun = Stopwatch::now();
          work.issue(size);
          own.push_back(seconds_since(begun));
        }
      });
  }
  const double all = seconds_since(start), licenses = static_cast<double>(lanes * groups * size);
  const Counts spent = counts() - before;
  std::vector<double> each;
  for (const auto& own : seconds)
    each.insert(each.end(), own.begin(), own.end());
  print(amount("issue.bulk", licenses / all, "1/s"));
  print(amount("issue.bulk.group.p50", percentile(each, 0.5) * 1e3, "ms"));
  print(amount("issue.bulk.group.p99", percentile(each, 0.99) * 1e3, "ms"));
  print(amount("issue.bulk.licenses_per_sync",
               licenses / static_cast<double>(std::max<std::uint64_t>(1, spent.syncs)), "1"));
  print(amount("issue.bulk.written_bytes", static_cast<double>(spent.written_bytes) / licenses, "B"));
}

// What a license costs in bulk, by turns with its parts alone.
void measure_cost(Bench& bench, Work& work) {
  constexpr std::size_t some = 16;
  const auto results = take_turns({{"raw.sign", [&] { bench.raw.sign(); }, Clocked::wall},
                                   {"raw.verify", [&] { bench.raw.verify(); }, Clocked::wall},
                                   {"draw", [&] { work.draw(); }, Clocked::wall},
                                   {"write", [&] { work.write(some); }, Clocked::wall},
                                   {"issue.bulk.cost", [&] { work.issue(some); }, Clocked::wall}},
                                  bench.effort);
  const double checks = static_cast<double>(results[4].counts.sm2_checks) / some;
  std::vector<double> ratios, sm2, draw, write, whole;
  for (std::size_t round = 0; round < results[0].seconds.size(); ++round) {
    sm2.push_back(signatures_of_a_sealing * results[0].seconds[round] + checks * results[1].seconds[round]);
    draw.push_back(results[2].seconds[round]);
    write.push_back(results[3].seconds[round] / some);
    whole.push_back(results[4].seconds[round] / some);
    ratios.push_back(whole.back() / (sm2.back() + draw.back() + write.back()));
  }
  Row row = amount("issue.bulk.cost", median(whole) * 1e3, "ms");
  row.ratios = {{"SM2 + drawing + writing (cost)", median(ratios)}};
  print(row);
  print(amount("issue.bulk.sm2", median(sm2) * 1e3, "ms"));
  print(amount("issue.bulk.draw", median(draw) * 1e3, "ms"));
  print(amount("issue.bulk.write", median(write) * 1e3, "ms"));
}

} // namespace

void measure_bulk(Bench& bench) {
  Work work(bench.house);
  measure_single(bench, work);
  measure_lanes(bench, work);
  measure_cost(bench, work);
}

} // namespace elicense::bench
