// SPDX-License-Identifier: Apache-2.0
// Preflights, and submissions of three materials beside the issue of one license; an annotated copy beside
// its SM2 work; what the CPU time of each goes to.
#include "bench/parts.hpp"
#include "submission/preflight.hpp"
#include <ctime>
#include <stdexcept>

namespace elicense::bench {
namespace {

using submission::Matter;

const std::vector<std::string> type_codes = {"11100000MB0143028R001", "11100000000013127D001",
                                             "11100000MB0143028R901"};

Matter three_materials(const std::vector<license::License>& licenses) {
  submission::Item item{"01", "新设", "both", {}};
  for (const license::License& license : licenses)
    item.materials.push_back(
        {license.type_code, license.type_code, true, nullptr, {{license.type_code, {}, false, true, {}}}});
  return {.code = "000100001",
          .version = 1,
          .name = "设立登记",
          .authority_code = "11640000MB999999XM",
          .authority_name = "示例市行政审批服务局",
          .region = "640100",
          .items = {item}};
}

// A counter, three holders, and a matter that asks each for one license.
class Counter {
 public:
  explicit Counter(House& house) : house_(house) {
    for (const std::string& type : type_codes)
      licenses_.push_back(take(instance().issuer().issue({.idempotency_key = "submission " + type,
                                                          .type_code = type,
                                                          .data = instance().types().find(type)->example})));
    matter_ = three_materials(licenses_);
    take_void(matters_.publish(matter_));
  }

  // With three new use-codes: a submission that has not been handed in.
  submission::SubmissionRequest prepared() { return prepared(licenses_); }
  // Of the identity card alone.
  submission::SubmissionRequest prepared_card() {
    auto request = prepared({&licenses_[1], 1});
    request.materials = {licenses_[1].type_code};
    return request;
  }
  void submit(const submission::SubmissionRequest& request) const {
    if (take(submissions_.submit(request)).submission.registered_state != submission::State::complete)
      throw std::runtime_error("not every material was given");
  }
  void preflight() {
    const submission::Known known{licenses_, [](std::string_view) { return true; }};
    const submission::Case of{instance().types(), licenses_[0].holder, nlohmann::json::object(), now_};
    if (take(submission::preflight(matter_.items[0], known, of)).exempt != licenses_.size())
      throw std::runtime_error("not every material is exempt");
  }
  void copy() {
    const license::License& license = licenses_[0];
    const submission::CopyUse use{"设立登记 新设",        next_case(), matter_.authority_name,
                                  matter_.authority_name, now_,        submission::copy_end(license, now_)};
    take(copies_.make(license, license::View::full(), use));
  }
  // The page of such a copy, with a watermark of as many characters.
  void draw(const license::License& license) {
    const std::string matter_case = next_case();
    const license::Annotation annotation{.id = matter_case,
                                         .made_on = to_china_date(now_),
                                         .watermark = {"仅用于：设立登记 新设", "办件编号：" + matter_case,
                                                       "使用单位：" + matter_.authority_name,
                                                       "有效期至：" + to_china_date(now_) + " 00:00"},
                                         .elements = {}};
    take(license::draw_annotated(license, *instance().types().of(license), instance().fonts(),
                                 house_.seal().seal.picture, instance().config().verification_url(),
                                 annotation));
  }
  void draw_one() { draw(licenses_[0]); }
  void draw_card() { draw(licenses_[1]); }
  void draw_all() {
    for (const license::License& license : licenses_)
      draw(license);
  }

 private:
  static void take_void(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().code);
  }
  instance::Instance& instance() { return house_.instance(); }
  submission::SubmissionRequest prepared(std::span<const license::License> licenses) {
    submission::SubmissionRequest request;
    request.matter_case = next_case();
    request.idempotency_key = "submission " + request.matter_case;
    request.asker = clerk_;
    request.matter = matter_.code;
    request.item = "01";
    for (const license::License& license : licenses)
      request.use_codes.push_back(use_code(license, request));
    return request;
  }

  std::string next_case() { return "2026-" + std::to_string(100'000 + ++number_); }

  std::string use_code(const license::License& license, const submission::SubmissionRequest& request) {
    const show::Matter matter{matter_.code, matter_.name};
    const auto session =
        take(instance().show().sessions().open({license.holder, {license.identifier}, matter}));
    return take(instance().show().scans().scan({.idempotency_key = session.code.reference,
                                                .code = {false, session.code.reference},
                                                .asker = clerk_,
                                                .matter = matter,
                                                .matter_case = request.matter_case,
                                                .wanted = {{license.type_code, {}, {}}}}))
        .given.at(0)
        .code;
  }

  House& house_;
  const verify::Engine stranger_{std::make_shared<const crypto::TrustStore>(instance().trust()), nullptr,
                                 &instance().types(), system_time};
  const Time now_ = system_time();
  const show::Asker clerk_{"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  std::vector<license::License> licenses_;
  Matter matter_;
  int number_ = 0;
  submission::MatterDirectory matters_;
  submission::AnnotatedCopies copies_{
      {.types = instance().types(),
       .fonts = instance().fonts(),
       .seals = instance().seals(),
       .sealer = instance().sealer(),
       .self_check = [this](const ofd::SignedFile& copy) { return verified(copy); },
       .verification_url = instance().config().verification_url()}};
  // As the service does it: without the register, as a stranger would.
  Result<void> verified(const ofd::SignedFile& copy) {
    if (stranger_.verify(copy).verdict == verify::Verdict::trusted) return {};
    return fail(ErrorKind::internal, "SELF_CHECK_FAILED");
  }
  submission::Submissions submissions_{{.kept = instance().submissions().kept(),
                                        .matters = matters_,
                                        .types = instance().types(),
                                        .licenses = instance().licenses(),
                                        .uses = instance().show().uses(),
                                        .shows = instance().show().kept(),
                                        .engine = instance().engine(),
                                        .copies = copies_,
                                        .disclosure = instance().disclosure(),
                                        .blinder = instance().blinder(),
                                        .maker = matter_.authority_name,
                                        .clock = system_time,
                                        .random = crypto::system_random}};
};

struct Spent {
  std::string name;
  double seconds = 0; // of CPU
  Counts counts;
};

// What cryptography and drawing cost alone, in seconds.
struct Prices {
  double check = 0, sign = 0, digest_byte = 0;
  double sm2(const Counts& counts) const {
    return static_cast<double>(counts.sm2_checks) * check + static_cast<double>(counts.sm2_signs) * sign;
  }
  double sm3(const Counts& counts) const { return static_cast<double>(counts.sm3_bytes) * digest_byte; }
};

// The rest is XML, ZIP, JSON and what is between them.
void print_split(const Spent& spent, const Prices& prices, double drawing) {
  const double sm2 = prices.sm2(spent.counts), sm3 = prices.sm3(spent.counts),
               sqlite = static_cast<double>(spent.counts.sqlite_nanoseconds) * 1e-9;
  const auto share = [&](const char* of, double seconds) {
    print(amount(spent.name + ".cpu" + of, seconds * 1e3, "ms"));
  };
  share("", spent.seconds);
  share(".sm2", sm2);
  share(".sm3", sm3);
  share(".drawing", drawing);
  share(".sqlite", sqlite);
  share(".rest", spent.seconds - sm2 - sm3 - drawing - sqlite);
}

// What is left of a copy's CPU time without its SM2, by round.
double beyond_sm2(const Measured& copy, const Measured& check, const Measured& sign) {
  std::vector<double> left;
  for (std::size_t round = 0; round < copy.seconds.size(); ++round)
    left.push_back(copy.seconds[round] - Prices{check.seconds[round], sign.seconds[round]}.sm2(copy.counts));
  return median(left);
}

struct Measures {
  Prices prices;
  double draw_card = 0, draw_all = 0; // seconds
};

Measures measure_copy(Bench& bench, Counter& counter) {
  const auto results = take_turns({bench.raw_verify(),
                                   {"sm2.sign.raw", [&] { bench.raw.sign(); }},
                                   bench.sm3(digest_block),
                                   {"preflight", [&] { counter.preflight(); }},
                                   {"submission.copy", [&] { counter.copy(); }},
                                   {"draw", [&] { counter.draw_one(); }},
                                   {"draw.card", [&] { counter.draw_card(); }},
                                   {"draw.all", [&] { counter.draw_all(); }}},
                                  bench.effort);
  const Measured& copy = results[4];
  print(rate(results[3]));
  Row row = rate(copy);
  row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(copy, results[0])}};
  print(row);
  print(amount("submission.copy.sm2_checks", static_cast<double>(copy.counts.sm2_checks), "1"));
  print(amount("submission.copy.beyond_sm2", beyond_sm2(copy, results[0], results[1]) * 1e3, "ms"));
  const Prices prices{results[0].median(), results[1].median(), results[2].median() / digest_block};
  print_split({copy.name, copy.median(), copy.counts}, prices, results[5].median());
  return {prices, results[6].median(), results[7].median()};
}

// One call, once it was made ready: CPU time of the whole process.
Spent spent_by(std::string name, const std::function<std::function<void()>()>& prepare, int times) {
  Spent spent{std::move(name), 0, {}};
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    const auto work = prepare();
    const Counts before = counts();
    const std::clock_t start = std::clock();
    work();
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    spent.counts = counts() - before;
  }
  spent.seconds = median(seconds);
  return spent;
}

void measure_cpu(Counter& counter, const Measures& alone, int times) {
  const auto three = spent_by(
      "submission.three",
      [&] { return [&counter, request = counter.prepared()] { counter.submit(request); }; }, times);
  print_split(three, alone.prices, alone.draw_all);
  const auto card = spent_by(
      "submission.card",
      [&] { return [&counter, request = counter.prepared_card()] { counter.submit(request); }; }, times);
  print_split(card, alone.prices, alone.draw_card);
}

} // namespace

// By turns with the issue of one license, both with their writes.
void measure_submission(Bench& bench) {
  Counter counter(bench.house);
  const Measures alone = measure_copy(bench, counter);
  Measured submission{"submission.three", {}, {}}, issue{"issue", {}, {}};
  const int count = bench.effort.rounds < 5 ? 5 : 100;
  for (int i = 0; i < count; ++i) {
    const auto request = counter.prepared();
    auto start = Stopwatch::now();
    counter.submit(request);
    submission.seconds.push_back(seconds_since(start));
    start = Stopwatch::now();
    bench.house.issue();
    issue.seconds.push_back(seconds_since(start));
  }
  Row row = rate(submission);
  row.ratios = {{"issue (cost)", cost_ratio(submission, issue)}};
  print(row);
  print(amount("submission.three.p50", percentile(submission.seconds, 0.5) * 1e3, "ms"));
  print(amount("submission.three.p99", percentile(submission.seconds, 0.99) * 1e3, "ms"));
  measure_cpu(counter, alone, count);
}

} // namespace elicense::bench
