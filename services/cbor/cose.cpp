// SPDX-License-Identifier: Apache-2.0
#include "cbor/cose.hpp"

#include <algorithm>

namespace elicense::cbor {
namespace {

constexpr std::uint64_t sign1_tag = 18;
constexpr std::size_t sign1_items = 4;

Error malformed_cose(const char* what) {
  return fail(ErrorKind::malformed, "CBOR_MALFORMED", what);
}

bool share_a_label(const Entries& a, const Entries& b) {
  return std::ranges::any_of(a, [&](const Reader::Entry& entry) {
    return entry.is_text ? value_of(b, entry.text).has_value() : value_of(b, entry.number).has_value();
  });
}

} // namespace

Bytes Sign1::signed_bytes() const {
  return bytes_to_sign(header, payload);
}

Bytes bytes_to_sign(ByteView header, ByteView payload) {
  return array({text_string("Signature1"), byte_string(header), byte_string({}), byte_string(payload)});
}

Bytes write_sign1(ByteView header, ByteView unprotected, ByteView payload, ByteView signature) {
  return tag(sign1_tag, array({byte_string(header), Bytes(unprotected.begin(), unprotected.end()),
                               byte_string(payload), byte_string(signature)}));
}

Result<Sign1> read_sign1(ByteView bytes) {
  Reader reader(bytes);
  const auto tag = reader.tag();
  if (!tag || *tag != sign1_tag) return malformed_cose("not the tag of COSE_Sign1");
  const auto items = reader.array();
  if (!items || *items != sign1_items) return malformed_cose("not four items");
  const auto header = reader.byte_string();
  auto unprotected = header ? reader.map() : header.error();
  const auto payload = unprotected ? reader.byte_string() : unprotected.error();
  const auto signature = payload ? reader.byte_string() : payload;
  if (!signature) return signature.error();
  if (!reader.empty()) return malformed_cose("more behind it");
  auto labels = whole_map(*header);
  if (!labels) return malformed_cose("the protected header is no map");
  if (share_a_label(*labels, *unprotected)) return malformed_cose("a label twice");
  return Sign1{*header, *std::move(labels), *std::move(unprotected), *payload, *signature};
}

} // namespace elicense::cbor
