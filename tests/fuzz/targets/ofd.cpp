// SPDX-License-Identifier: Apache-2.0
// OFD documents, opened and verified as POST /v1/verifications does. Promises: the report is JSON, and what
// is trusted holds the entries of a document the kit's seals were put on, under the same signatures.
#include "ofd/document.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "verify/engine.hpp"

namespace elicense::fuzz {

namespace {

struct Sealed {
  ofd::Package package;
  ofd::Document document;
};

Sealed read(ByteView file) {
  auto package = ofd::Package::open(file).value();
  auto document = ofd::read_document(package).value();
  return {std::move(package), std::move(document)};
}

// Nothing signs the list of signatures: of it only what it lists is held, not how it is written.
bool is_same(const Sealed& one, const Sealed& other) {
  const auto content = [](const Sealed& sealed) {
    auto entries = sealed.package.entries();
    entries.erase(sealed.document.signatures_path);
    return entries;
  };
  const auto listed = [](const Sealed& sealed) {
    std::set<std::pair<std::string, ofd::SignatureKind>> signatures;
    for (const ofd::Signature& signature : sealed.document.signatures)
      signatures.emplace(signature.path, signature.kind);
    return signatures;
  };
  return content(one) == content(other) && listed(one) == listed(other);
}

bool is_good(const Sealed& sealed) {
  static const auto good = kit_values("ofd", read);
  return std::ranges::any_of(good, [&](const Sealed& one) { return is_same(one, sealed); });
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
    require(is_good(read(input)), "only what was sealed is trusted");
  if (!package) return;
  if (const auto document = read_document(*package)) (void)read_text(*document);
}

} // namespace elicense::fuzz
