// SPDX-License-Identifier: Apache-2.0
#include "tests/support/der_tree.hpp"
#include "crypto/der.hpp"

namespace elicense::test {
namespace der = crypto::der;

namespace {

constexpr int deepest = 100; // deeper ones are not DER to anybody here

struct Length {
  std::size_t size = 0; // of itself
  std::size_t value = 0;
  bool indefinite = false;
};

std::optional<Length> read_length(ByteView bytes) {
  if (bytes.empty()) return std::nullopt;
  if (bytes[0] < 0x80) return Length{1, bytes[0]};
  if (bytes[0] == 0x80) return Length{1, 0, true};
  Length length{1U + (bytes[0] & 0x7fU)};
  if (bytes.size() < length.size || length.size > 9) return std::nullopt;
  for (const std::uint8_t octet : bytes.subspan(1, length.size - 1))
    length.value = length.value << 8 | octet;
  return length;
}

std::optional<DerNode> take(ByteView& rest, int depth);

bool take_children(DerNode& node, ByteView& rest, bool until_end_mark, int depth) {
  while (!rest.empty()) {
    if (until_end_mark && rest.size() >= 2 && rest[0] == 0 && rest[1] == 0) {
      rest = rest.subspan(2);
      return true;
    }
    std::optional<DerNode> child = take(rest, depth);
    if (!child) return false;
    node.children.push_back(std::move(*child));
  }
  return !until_end_mark;
}

std::optional<DerNode> take(ByteView& rest, int depth) {
  if (rest.size() < 2 || depth == deepest) return std::nullopt;
  DerNode node{rest[0], {}, {}};
  const std::optional<Length> length = read_length(rest.subspan(1));
  if (!length || node.tag == 0 || (node.tag & 0x1f) == 0x1f) return std::nullopt;
  rest = rest.subspan(1 + length->size);
  if (length->indefinite) {
    if (!node.is_constructed() || !take_children(node, rest, true, depth + 1)) return std::nullopt;
    return node;
  }
  if (length->value > rest.size()) return std::nullopt;
  ByteView content = rest.first(length->value);
  rest = rest.subspan(length->value);
  if (!node.is_constructed())
    node.content = to_bytes(content);
  else if (!take_children(node, content, false, depth + 1))
    return std::nullopt;
  return node;
}

// --- values as DER writes them; empty when there is no such value ---

using Content = std::optional<Bytes>;

Content integer(Bytes content) {
  const auto is_padded = [&] {
    return content.size() > 1 &&
           ((content[0] == 0x00 && content[1] < 0x80) || (content[0] == 0xff && content[1] >= 0x80));
  };
  if (content.empty()) return std::nullopt;
  while (is_padded())
    content.erase(content.begin());
  return content;
}

Content boolean(const Bytes& content) {
  if (content.size() != 1) return std::nullopt;
  return Bytes{static_cast<std::uint8_t>(content[0] == 0 ? 0x00 : 0xff)};
}

Content bits(Bytes content) {
  if (content.empty() || content[0] > 7 || (content.size() == 1 && content[0] != 0)) return std::nullopt;
  if (content[0] > 0) content.back() = static_cast<std::uint8_t>(content.back() >> content[0] << content[0]);
  return content;
}

Content oid(const Bytes& content) {
  if (content.empty() || content.back() >= 0x80) return std::nullopt;
  Bytes out;
  bool starts = true;
  for (const std::uint8_t octet : content) {
    if (!(starts && octet == 0x80)) out.push_back(octet);
    starts = octet < 0x80 || (starts && octet == 0x80);
  }
  return out;
}

Content time(std::uint8_t tag, const Bytes& content) {
  const Result<Time> time =
      tag == der::utc_time ? from_utc_time(as_text(content)) : from_generalized(as_text(content));
  if (!time) return std::nullopt;
  const Bytes written =
      tag == der::utc_time ? der::write_utc_time(*time) : der::write_generalized_time(*time);
  return to_bytes(ByteView(written).subspan(2));
}

// X.690 8.1.2.5 and 10.2: strings are primitive, sequences and sets constructed.
bool has_form_of_its_tag(const DerNode& node) {
  if ((node.tag & 0xc0) != 0) return true;
  return node.is_constructed() == (node.tag == der::sequence || node.tag == der::set) && node.tag != 0x10 &&
         node.tag != 0x11;
}

Content der_content(const DerNode& node) {
  switch (node.tag) {
  case der::integer:
  case der::enumerated:
    return integer(node.content);
  case der::boolean:
    return boolean(node.content);
  case der::bit_string:
    return bits(node.content);
  case der::oid:
    return oid(node.content);
  case der::null:
    return Bytes();
  case der::utc_time:
  case der::generalized_time:
    return time(node.tag, node.content);
  default:
    return node.content;
  }
}

bool normalize(DerNode& node) {
  if (!has_form_of_its_tag(node)) return false;
  for (DerNode& child : node.children)
    if (!normalize(child)) return false;
  const Content content = der_content(node);
  if (content) node.content = *content;
  return content.has_value();
}

Bytes write(const DerNode& node, std::size_t& place, const ByteView* instead) {
  if (place-- == 0 && instead) return to_bytes(*instead);
  Bytes content = node.content;
  for (const DerNode& child : node.children) {
    const Bytes bytes = write(child, place, instead);
    content.insert(content.end(), bytes.begin(), bytes.end());
  }
  return der::wrap(node.tag, content);
}

void gather(const DerNode& node, std::vector<DerNode>& all) {
  all.push_back(node);
  for (const DerNode& child : node.children)
    gather(child, all);
}

} // namespace

std::optional<DerNode> read_ber(ByteView bytes) {
  std::optional<DerNode> root = take(bytes, 0);
  if (!bytes.empty()) return std::nullopt;
  return root;
}

Bytes write_der(const DerNode& node) {
  std::size_t place = 0;
  return write(node, place, nullptr);
}

Bytes write_der_with(const DerNode& root, std::size_t place, ByteView bytes) {
  return write(root, place, &bytes);
}

std::vector<DerNode> all_nodes(const DerNode& root) {
  std::vector<DerNode> all;
  gather(root, all);
  return all;
}

bool is_der(ByteView bytes) {
  std::optional<DerNode> root = read_ber(bytes);
  return root && normalize(*root) && equal(write_der(*root), bytes);
}

} // namespace elicense::test
