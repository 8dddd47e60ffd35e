// SPDX-License-Identifier: Apache-2.0
// A file of historic stock as a job imports it, and looking up licenses in a register that has many.
#include "bench/parts.hpp"
#include "crypto/sm3.hpp"
#include "license/identifier.hpp"
#include "license/leaves.hpp"
#include <cstdlib>

namespace elicense::bench {
namespace {

using license::License;

std::int64_t wanted(const char* variable, std::int64_t usual) {
  const char* const given = std::getenv(variable);
  return given == nullptr ? usual : std::stoll(given);
}

// One line of NDJSON for each row, made as it is asked for: the file is nowhere.
class Rows {
 public:
  Rows(nlohmann::json example, std::int64_t count) : example_(std::move(example)), count_(count) {}
  Result<std::optional<Bytes>> next() {
    constexpr int rows_at_once = 1000;
    std::string text;
    for (int i = 0; i < rows_at_once && made_ < count_; ++i) {
      example_["统一社会信用代码"] = credit_code(++made_);
      example_["名称"] = "示例" + std::to_string(made_) + "号商贸有限公司";
      text += example_.dump() + "\n";
    }
    if (text.empty()) return std::optional<Bytes>();
    return std::optional<Bytes>(to_bytes(text));
  }

 private:
  nlohmann::json example_;
  const std::int64_t count_;
  std::int64_t made_ = 0;
};

void measure_import(Bench& bench, std::int64_t count) {
  instance::Instance& instance = bench.house.instance();
  instance::Jobs& jobs = instance.jobs();
  std::string file;
  Rows rows(instance.types().find(business_license)->example, count);
  for (auto chunk = rows.next().value(); chunk; chunk = rows.next().value())
    file += as_text(*chunk);
  auto job = jobs.imports()
                 .open({.kind = jobs::Kind::import,
                        .type_code = business_license,
                        .batch = "bench",
                        .format = "ndjson",
                        .file_sm3 = to_hex(crypto::sm3(as_bytes(file))),
                        .file_size = static_cast<std::int64_t>(file.size())},
                       "bench")
                 .value();
  const Counts before = counts();
  const auto start = Stopwatch::now();
  for (std::size_t at = 0, number = 1; at < file.size(); at += jobs::max_piece, ++number)
    jobs.imports()
        .add_piece(job.id, static_cast<std::int64_t>(number),
                   as_bytes(std::string_view(file).substr(at, jobs::max_piece)))
        .value();
  job = jobs.worker().work(job.id).value();
  const double seconds = seconds_since(start);
  if (job.counts.issued != count) throw std::runtime_error("an import");
  const Counts spent = counts() - before;
  const auto licenses = static_cast<double>(count);
  const std::string name = "import." + std::to_string(count);
  print(amount(name, licenses / seconds, "1/s"));
  print(amount(name + ".licenses_per_sync", licenses / static_cast<double>(spent.syncs), "1"));
  print(amount(name + ".written_bytes", static_cast<double>(spent.written_bytes) / licenses, "B"));
  print(amount(name + ".resident", resident_megabytes(), "MB"));
}

// A register of its own, filled past the issuing: the licenses are rows with a document of a few bytes.
class Filled {
 public:
  explicit Filled(Bench& bench) : instance_(bench.house.instance()), model_(bench.house.issue()) {}

  void fill(std::int64_t up_to) {
    constexpr std::int64_t at_once = 1000;
    while (count_ < up_to) {
      std::vector<License> licenses;
      std::vector<license::Plan> plans;
      for (std::int64_t i = 0; i < at_once && count_ < up_to; ++i) {
        licenses.push_back(numbered(++count_));
        plans.push_back({licenses.back().reference, {}, licenses.back(), model_.issued_at});
        plans.back().license.registered_state = license::State::pending;
      }
      for (const auto& planned : instance_.licenses().record_plans(plans))
        planned.value();
      std::vector<license::Issued> issued;
      issued.reserve(licenses.size());
      for (const License& license : licenses)
        issued.push_back({license,
                          as_bytes("a document"),
                          license::issued_leaf(license, instance_.blinder(), model_.issued_at),
                          {}});
      for (const auto& recorded : instance_.licenses().record_all_issued(issued))
        recorded.value();
      identifiers_.push_back(licenses.front().identifier);
    }
  }
  void find() { instance_.licenses().find(identifiers_[next() % identifiers_.size()]).value(); }
  void find_by_number() { instance_.licenses().find_by_number(model_.type_code, number_of(some())).value(); }
  void list_by_holder() {
    license::ListFilter filter = page();
    filter.holder_code_type = model_.holder.code_type;
    filter.holder_code = credit_code(some());
    instance_.licenses().list(filter).value();
  }
  void list_by_type() {
    license::ListFilter filter = page();
    filter.type_code = model_.type_code;
    filter.after.sequence = some();
    instance_.licenses().list(filter).value();
  }

 private:
  static std::string number_of(std::int64_t number) { return "bench-" + std::to_string(number); }
  License numbered(std::int64_t number) const {
    License made = model_;
    made.identifier = license::Identifier{made.type_code, made.issuer_code,
                                          license::random_serial(crypto::system_random), 1}
                          .text();
    made.status_place.reset(); // the register gives one
    made.reference = "query-" + std::to_string(number);
    made.number = number_of(number);
    made.holder.code = credit_code(number);
    made.document_digest = crypto::sm3(as_bytes("a document"));
    return made;
  }
  license::ListFilter page() const {
    return {.issuer_code = model_.issuer_code, .limit = 20, .now = model_.issued_at};
  }
  std::size_t next() { return step_ += 7919; }
  std::int64_t some() { return static_cast<std::int64_t>(next()) % count_ + 1; }

  instance::Instance& instance_;
  License model_;
  std::vector<std::string> identifiers_;
  std::int64_t count_ = 0;
  std::size_t step_ = 0;
};

void measure_queries(Bench& bench) {
  Filled filled(bench);
  const std::int64_t most = wanted("BENCH_QUERY_LICENSES", bench.effort.rounds < 5 ? 10'000 : 100'000);
  for (std::int64_t count = 10'000; count <= most; count *= 10) {
    filled.fill(count);
    const std::string of = "." + std::to_string(count);
    const auto results = take_turns({{"query.identifier" + of, [&] { filled.find(); }, Clocked::wall},
                                     {"query.number" + of, [&] { filled.find_by_number(); }, Clocked::wall},
                                     {"query.holder" + of, [&] { filled.list_by_holder(); }, Clocked::wall},
                                     {"query.type_page" + of, [&] { filled.list_by_type(); }, Clocked::wall}},
                                    bench.effort);
    for (const Measured& measured : results)
      print(amount(measured.name, measured.median() * 1e6, "us"));
  }
}

} // namespace

void measure_imports(Bench& bench) {
  const bool quick = bench.effort.rounds < 5;
  measure_import(bench, wanted("BENCH_IMPORT_ROWS", quick ? 256 : 10'000));
  measure_queries(bench);
}

} // namespace elicense::bench
