// SPDX-License-Identifier: Apache-2.0
// The engine's door to a target, the kit, and writing DER again.
#include "tests/fuzz/fuzz.hpp"
#include "crypto/der.hpp"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace elicense::fuzz {

namespace {

Bytes read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

constexpr int max_rewriting = 64;

Bytes rewrite(ByteView der, int depth) {
  crypto::der::Reader reader(der);
  Bytes out;
  while (!reader.empty()) {
    const auto element = reader.any();
    require(element.has_value() && depth < max_rewriting, "what is accepted is DER at every depth");
    const bool constructed = (element->tag & 0x20) != 0;
    const Bytes inside = constructed ? rewrite(element->content, depth + 1) : Bytes();
    const Bytes whole = crypto::der::wrap(element->tag, constructed ? ByteView(inside) : element->content);
    out.insert(out.end(), whole.begin(), whole.end());
  }
  return out;
}

} // namespace

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

std::filesystem::path kit_folder() {
  const char* folder = std::getenv("ELICENSE_FUZZ_KIT");
  require(folder != nullptr, "ELICENSE_FUZZ_KIT names the folder make_kit has filled");
  return folder;
}

Time kit_time() {
  static const Time time = from_rfc3339("2026-06-15T00:00:00Z").value();
  return time;
}

const crypto::TrustStore& kit_trust() {
  static const auto store = crypto::TrustStore::load(kit_folder() / "trust", kit_time()).value();
  return store;
}

std::vector<Bytes> kit_files(const std::string& target) {
  std::vector<Bytes> files;
  for (const auto& entry : std::filesystem::directory_iterator(kit_folder() / "seeds" / target))
    files.push_back(read_file(entry.path()));
  return files;
}

Bytes rewritten(ByteView der) {
  return rewrite(der, 0);
}

} // namespace elicense::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  elicense::fuzz::examine({data, size});
  return 0;
}
