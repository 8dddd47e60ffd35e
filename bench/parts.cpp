// SPDX-License-Identifier: Apache-2.0
// The parts, each with OpenSSL's own verification measured in the same rounds.
#include "bench/parts.hpp"
#include <stdexcept>

namespace elicense::bench {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void print_counts(const Measured& measured) {
  const Counts& counts = measured.counts;
  print(amount(measured.name + ".sm2_checks", static_cast<double>(counts.sm2_checks), "1"));
  print(amount(measured.name + ".sm3_bytes", static_cast<double>(counts.sm3_bytes), "B"));
  print(amount(measured.name + ".allocations", static_cast<double>(counts.allocations), "1"));
  print(amount(measured.name + ".allocated_bytes", static_cast<double>(counts.allocated_bytes), "B"));
}

// What the cryptography alone would have taken in that round.
Measured floor_of(const Measured& work, const Measured& raw, const Measured& sm3) {
  Measured floor{"floor", {}, {}};
  const double blocks = static_cast<double>(work.counts.sm3_bytes) / digest_block;
  for (std::size_t round = 0; round < work.seconds.size(); ++round)
    floor.seconds.push_back(static_cast<double>(work.counts.sm2_checks) * raw.seconds[round] +
                            blocks * sm3.seconds[round]);
  return floor;
}

// Rates beside what their cryptography costs; `documents` share the rounds.
void measure_documents(Bench& bench, const std::vector<std::pair<std::string, Bytes>>& documents) {
  const verify::Engine& engine = bench.house.instance().engine();
  std::vector<Contestant> contestants = {bench.raw_verify(), bench.sm3(digest_block)};
  for (const auto& document : documents)
    contestants.push_back({document.first, [&engine, &content = document.second] {
                             require(engine.verify(content).verdict == verify::Verdict::trusted, "a verdict");
                           }});
  const auto results = take_turns(contestants, bench.effort);
  for (std::size_t i = 2; i < results.size(); ++i) {
    Row row = rate(results[i]);
    row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(results[i], results[0])},
                  {"its SM2 and SM3 alone (cost)",
                   cost_ratio(results[i], floor_of(results[i], results[0], results[1]))}};
    print(row);
    print(amount(results[i].name + ".bytes", static_cast<double>(documents[i - 2].second.size()), "B"));
    print_counts(results[i]);
  }
}

} // namespace

Contestant Bench::sm3(std::size_t bytes) const {
  return {"sm3." + std::to_string(bytes), [message = Bytes(bytes, 0x5a)] { crypto::sm3(message); }};
}

void measure_sm2(Bench& bench) {
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto public_key = key.public_key();
  const Bytes message(32, 0x5a);
  const Bytes signature = key.sign(message).value();
  const auto results = take_turns(
      {bench.raw_verify(),
       {"sm2.sign.raw", [&] { bench.raw.sign(); }},
       {"sm2.verify",
        [&] { require(public_key.check(message, signature) == crypto::SignatureCheck::valid, "SM2"); }},
       {"sm2.sign", [&] { require(key.sign(message).has_value(), "SM2"); }}},
      bench.effort);
  for (const Measured& measured : results) {
    Row row = rate(measured);
    row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(measured, results[0])}};
    print(row);
  }
}

void measure_sm3(Bench& bench) {
  const std::vector<std::size_t> lengths = {64, digest_block, 1U << 20};
  std::vector<Contestant> contestants;
  contestants.reserve(lengths.size());
  for (const std::size_t length : lengths)
    contestants.push_back(bench.sm3(length));
  const auto results = take_turns(contestants, bench.effort);
  for (std::size_t i = 0; i < results.size(); ++i)
    print(megabytes(results[i], static_cast<double>(lengths[i])));
}

void measure_seal(Bench& bench) {
  const crypto::Seal& seal = bench.house.seal().seal;
  const Time now = system_time();
  const auto check = [&] {
    const auto checked = crypto::check_seal(seal, bench.house.instance().trust(), now, now);
    require(worst(checked.cryptography) == Outcome::passed && worst(checked.trust) == Outcome::passed,
            "a seal");
  };
  const auto results = take_turns({bench.raw_verify(), {"seal.check", check}}, bench.effort);
  Row row = rate(results[1]);
  row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(results[1], results[0])}};
  print(row);
  print_counts(results[1]);
}

void measure_verify(Bench& bench) {
  measure_documents(bench, {{"verify.license", bench.house.issued_document()}});
}

void measure_size(Bench& bench) {
  measure_documents(bench, {{"verify.pages.1", bench.house.sealed_document(1, 1)},
                            {"verify.pages.10", bench.house.sealed_document(10, 1)},
                            {"verify.pages.100", bench.house.sealed_document(100, 1)},
                            {"verify.signatures.2", bench.house.sealed_document(1, 2)},
                            {"verify.signatures.5", bench.house.sealed_document(1, 5)}});
}

void measure_issue(Bench& bench) {
  const auto results =
      take_turns({bench.raw_verify(), {"issue", [&] { bench.house.issue(); }, Clocked::wall}}, bench.effort);
  Row row = rate(results[1]);
  row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(results[1], results[0])}};
  print(row);
  print_counts(results[1]);
  print(amount("issue.syncs", static_cast<double>(results[1].counts.syncs), "1"));
  print(amount("issue.written_bytes", static_cast<double>(results[1].counts.written_bytes), "B"));
}

} // namespace elicense::bench
