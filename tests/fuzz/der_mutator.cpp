// SPDX-License-Identifier: Apache-2.0
// Mutates one element of a DER structure and sets the lengths around it right, so that what is inside is
// reached.
#include "crypto/der.hpp"
#include <algorithm>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using namespace elicense;
using Random = std::minstd_rand;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

Bytes mutated(ByteView bytes, std::size_t room) {
  Bytes out(bytes.begin(), bytes.end());
  out.resize(bytes.size() + std::max<std::size_t>(room, 1));
  out.resize(LLVMFuzzerMutate(out.data(), bytes.size(), out.size()));
  return out;
}

std::vector<crypto::der::Element> elements_of(ByteView content) {
  std::vector<crypto::der::Element> elements;
  for (crypto::der::Reader reader(content); !reader.empty();) {
    const auto element = reader.any();
    if (!element) return {};
    elements.push_back(*element);
  }
  return elements;
}

// One element out of `siblings` changed, doubled, left out or put in another's place; the others as they are.
Bytes with_change(const std::vector<crypto::der::Element>& siblings, Random& random, std::size_t room);

Bytes changed(const crypto::der::Element& element, Random& random, std::size_t room) {
  const auto inner = elements_of(element.content);
  const bool go_in = !inner.empty() && below(random, 8) != 0; // also into strings that hold DER
  if (go_in) return crypto::der::wrap(element.tag, with_change(inner, random, room));
  const bool other_tag = below(random, 8) == 0;
  const auto tag = other_tag ? static_cast<std::uint8_t>(below(random, 256)) : element.tag;
  return crypto::der::wrap(tag, mutated(element.content, room));
}

Bytes with_change(const std::vector<crypto::der::Element>& siblings, Random& random, std::size_t room) {
  const std::size_t chosen = below(random, siblings.size()), way = below(random, 16);
  Bytes out;
  const auto put = [&](ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); };
  for (std::size_t i = 0; i < siblings.size(); ++i) {
    if (i != chosen) {
      put(siblings[i].whole);
    } else if (way > 2) {
      put(changed(siblings[i], random, room));
    } else if (way == 2) {
      put(siblings[below(random, siblings.size())].whole);
    } else if (way == 1) {
      put(siblings[i].whole), put(siblings[i].whole);
    }
  }
  return out;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  Random random(seed);
  const auto outer = elements_of({data, size});
  if (outer.empty() || below(random, 4) == 0) return LLVMFuzzerMutate(data, size, max_size);
  const Bytes out = with_change(outer, random, (max_size - size) / 2);
  if (out.empty() || out.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::ranges::copy(out, data);
  return out.size();
}
