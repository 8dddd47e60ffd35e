// SPDX-License-Identifier: Apache-2.0
// What can be measured, by name.
#pragma once
#include "bench/house.hpp"
#include "bench/raw_sm2.hpp"
#include "bench/rows.hpp"

namespace elicense::bench {

inline constexpr std::size_t digest_block =
    std::size_t{16} * 1024; // bytes, as one entry of a package may have

struct Bench {
  Effort effort;
  RawSm2 raw;
  House house;

  Contestant raw_verify() {
    return {"sm2.verify.raw", [this] { raw.verify(); }};
  }
  Contestant sm3(std::size_t bytes) const;
};

void measure_sm2(Bench& bench);     // OpenSSL's, and through our own classes
void measure_sm3(Bench& bench);     // by length
void measure_seal(Bench& bench);    // one seal by itself
void measure_verify(Bench& bench);  // an issued license: time against its SM2 checks and SM3 bytes
void measure_size(Bench& bench);    // documents of 1, 10 and 100 pages; of 1, 2 and 5 signatures
void measure_issue(Bench& bench);   // with what it writes and syncs
void measure_bulk(Bench& bench);    // one by one and many at once, beside SM2, drawing and writing alone
void measure_imports(Bench& bench); // a file of historic stock as a job; look-ups among many licenses
void measure_sealing(Bench& bench); // personal data at rest: one field, a license, a document
void measure_access(Bench& bench);  // who asks, by each way of proving it, beside a verification
void measure_notify(Bench& bench);  // deliveries of events, without the network
void measure_stock(Bench& bench);   // rows of historic stock: made, read, judged, and the memory for it
void measure_scan(Bench& bench);    // online codes: shown, scanned and answered, used
void measure_show(Bench& bench); // offline codes: a ticket, a code, and its check beside its two signatures
void measure_submission(Bench& bench); // preflights, copies, submissions beside issuing
void measure_ledger(Bench& bench);     // leaves a second in groups, entries a second audited

} // namespace elicense::bench
