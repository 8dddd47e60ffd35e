// SPDX-License-Identifier: Apache-2.0
// Preflights, and submissions of three materials beside the issue of one license; an annotated copy beside
// its SM2 work.
#include "bench/parts.hpp"
#include "submission/preflight.hpp"
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
  submission::SubmissionRequest prepared() {
    submission::SubmissionRequest request;
    request.idempotency_key = "submission " + std::to_string(++number_);
    request.asker = clerk_;
    request.matter = matter_.code;
    request.item = "01";
    request.matter_case = "2026-" + std::to_string(number_);
    for (const license::License& license : licenses_)
      request.use_codes.push_back(use_code(license, request));
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
  void copy() const {
    const license::License& license = licenses_[0];
    const submission::CopyUse use{"设立登记 新设",        "2026-000017", matter_.authority_name,
                                  matter_.authority_name, now_,          submission::copy_end(license, now_)};
    take(copies_.make(license, license::View::full(), use));
  }

 private:
  static void take_void(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().code);
  }
  instance::Instance& instance() { return house_.instance(); }

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
  const Time now_ = system_time();
  const show::Asker clerk_{"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  std::vector<license::License> licenses_;
  Matter matter_;
  int number_ = 0;
  submission::MatterDirectory matters_;
  submission::AnnotatedCopies copies_{{.types = instance().types(),
                                       .fonts = instance().fonts(),
                                       .seals = instance().seals(),
                                       .sealer = instance().sealer(),
                                       .self_check = [this](ByteView copy) { return verified(copy); },
                                       .verification_url = instance().config().verification_url()}};
  Result<void> verified(ByteView copy) {
    if (instance().engine().verify(copy).verdict == verify::Verdict::trusted) return {};
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

// What is left of a copy's CPU time without its SM2, by round.
double beyond_sm2(const Measured& copy, const Measured& check, const Measured& sign) {
  std::vector<double> left;
  for (std::size_t round = 0; round < copy.seconds.size(); ++round)
    left.push_back(copy.seconds[round] - static_cast<double>(copy.counts.sm2_checks) * check.seconds[round] -
                   signatures_of_a_sealing * sign.seconds[round]);
  return median(left);
}

void measure_copy(Bench& bench, Counter& counter) {
  const auto results = take_turns({bench.raw_verify(),
                                   {"sm2.sign.raw", [&] { bench.raw.sign(); }},
                                   {"preflight", [&] { counter.preflight(); }},
                                   {"submission.copy", [&] { counter.copy(); }}},
                                  bench.effort);
  print(rate(results[2]));
  Row row = rate(results[3]);
  row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(results[3], results[0])}};
  print(row);
  print(amount("submission.copy.sm2_checks", static_cast<double>(results[3].counts.sm2_checks), "1"));
  print(amount("submission.copy.beyond_sm2", beyond_sm2(results[3], results[0], results[1]) * 1e3, "ms"));
}

} // namespace

// By turns with the issue of one license, both with their writes.
void measure_submission(Bench& bench) {
  Counter counter(bench.house);
  measure_copy(bench, counter);
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
}

} // namespace elicense::bench
