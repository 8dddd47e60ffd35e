// SPDX-License-Identifier: Apache-2.0
// What sealing personal data costs, beside one SM2 verification measured in the same rounds.
#include "bench/parts.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::bench {

void measure_sealing(Bench& bench) {
  const store::Sealing sealing{crypto::SecretBytes(ByteView(Bytes(32, 0x5a))), crypto::system_random};
  const auto keyring = store::Keyring::first(sealing);
  const store::Place place{"licenses", "row", "sealed_number"};
  const Bytes field = to_bytes("640104199001010026"), document(50 * KiB, 0x5a);
  const Bytes sealed = keyring.seal(place, field), sealed_document = keyring.seal(place, document);
  const license::License license = bench.house.issue();
  const auto results = take_turns(
      {bench.raw_verify(),
       {"sealed.field", [&] { keyring.seal(place, field); }},
       {"opened.field", [&] { keyring.open(place, keyring.active(), sealed).value(); }},
       {"indexed.field", [&] { keyring.index("number", as_text(field)); }},
       {"sealed.license", [&] { store::seal_license(keyring, license); }},
       {"sealed.document.50KiB", [&] { keyring.seal(place, document); }},
       {"opened.document.50KiB", [&] { keyring.open(place, keyring.active(), sealed_document).value(); }}},
      bench.effort);
  for (std::size_t i = 1; i < results.size(); ++i) {
    Row row = rate(results[i]);
    row.ratios = {{"sm2.verify.raw (cost)", cost_ratio(results[i], results[0])}};
    print(row);
  }
}

} // namespace elicense::bench
