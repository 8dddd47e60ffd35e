// SPDX-License-Identifier: Apache-2.0
#include "instance/trust_list.hpp"
#include <set>

namespace elicense::instance {

crypto::Sm3Digest digest_of(const crypto::TrustStore& trust) {
  std::set<Bytes> items; // sorted, whatever the order of the files
  const auto add = [&](std::uint8_t kind, const auto& files) {
    for (const auto& file : files) {
      Bytes item{kind};
      const auto digest = crypto::sm3(file.der());
      append(item, digest);
      items.insert(std::move(item));
    }
  };
  add(1, trust.anchors());
  add(2, trust.intermediates());
  add(3, trust.crls());
  Bytes list = to_bytes("elicense trust list 2");
  for (const Bytes& item : items)
    append(list, item);
  return crypto::sm3(list);
}

} // namespace elicense::instance
