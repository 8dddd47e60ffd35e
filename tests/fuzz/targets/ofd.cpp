// SPDX-License-Identifier: Apache-2.0
// OFD documents, opened and verified as POST /v1/verifications does. Promises: the report is JSON, and what
// is trusted holds the entries of a document the kit's seals were put on.
#include "ofd/document.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "verify/engine.hpp"

namespace elicense::fuzz {

namespace {

bool is_good(const ofd::Package& package) {
  static const auto good = kit_values("ofd", [](ByteView file) { return ofd::Package::open(file).value(); });
  return std::ranges::any_of(good, [&](const auto& one) { return one.entries() == package.entries(); });
}

} // namespace

void examine(ByteView input) {
  static const verify::Engine engine(std::make_shared<crypto::TrustStore>(kit_trust()), nullptr, nullptr,
                                     kit_time);
  const verify::Report report = engine.verify(input);
  require(!to_json(report, "zh").dump().empty(), "a report is JSON");
  require((report.verdict == verify::Verdict::trusted) == report.cause.empty(),
          "what is not trusted has a cause");
  const auto package = ofd::Package::open(input);
  if (report.verdict == verify::Verdict::trusted)
    require(package && is_good(*package), "only what was sealed is trusted");
  if (!package) return;
  if (const auto document = read_document(*package)) (void)read_text(*document);
}

} // namespace elicense::fuzz
