// SPDX-License-Identifier: Apache-2.0
// S-DER: BER and indefinite lengths, lying lengths, wrong tags, something behind, cuts, deep nesting, and the
// wrong forms of each kind of value.
#include "tests/support/der_mutation.hpp"
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/der_tree.hpp"

namespace elicense::test {
namespace der = crypto::der;

namespace {

struct Element {
  std::uint8_t tag;
  Bytes content;
  Bytes whole() const { return der::wrap(tag, content); }
  Bytes with_length(ByteView length) const { return der::concat({Bytes{tag}, length, content}); }
};

using Forms = std::vector<Bytes>;

Bytes long_length(std::size_t size, std::size_t octets) {
  Bytes out{static_cast<std::uint8_t>(0x80 | octets)};
  for (std::size_t i = octets; i-- > 0;)
    out.push_back(static_cast<std::uint8_t>(i < sizeof size ? size >> 8 * i : 0));
  return out;
}

std::size_t octets_of(std::size_t size) {
  std::size_t octets = 1;
  while (octets < sizeof size && size >> 8 * octets != 0)
    ++octets;
  return octets;
}

Bytes der_length(std::size_t size) {
  return size < 0x80 ? Bytes{static_cast<std::uint8_t>(size)} : long_length(size, octets_of(size));
}

Forms longer_lengths(const Element& element) {
  const std::size_t size = element.content.size(), shortest = size < 0x80 ? 0 : octets_of(size);
  Forms forms;
  for (const std::size_t octets : {1U, 2U, 3U, 4U, 5U, 9U})
    if (octets > shortest) forms.push_back(element.with_length(long_length(size, octets)));
  return forms;
}

Forms indefinite_lengths(const Element& element) {
  const Bytes open = element.with_length(Bytes{0x80});
  return {open, der::concat({open, Bytes{0, 0}})};
}

Forms lying_lengths(const Element& element) {
  const std::size_t size = element.content.size();
  Forms forms;
  for (const std::size_t lie :
       {size + 1, size - 1, size + 0x7f, 0x7fffffffUL, 0x80000000UL, 0xffffffffUL, ~0UL})
    forms.push_back(element.with_length(der_length(lie)));
  for (const char* length :
       {"8901000000000000000a", "850100000005", "ff"}) // what overflows a number of 64 or 32 bits
    forms.push_back(element.with_length(hex(length)));
  return forms;
}

Forms other_tags(const Element& element) {
  Forms forms;
  for (const std::uint8_t tag :
       hex("0001020304050608090a0c10111213141617181a1c1e1f22242c2d30313f407f8081839fa0a1a3bfc0ff"))
    if (tag != element.tag) forms.push_back(der::wrap(tag, element.content));
  return forms;
}

Forms something_behind(const Element& element) {
  Forms forms;
  for (const Bytes& more : {Bytes{0}, Bytes{0, 0}, Bytes{5, 0}, Bytes{0x30}, element.whole()})
    forms.push_back(der::concat({element.whole(), more}));
  return forms;
}

Forms left_out(const Element& element) {
  return {{}, {element.tag}, {element.tag, 0}};
}

Forms cut(const Element& element) {
  Forms forms;
  for (std::size_t size = 1; size < std::min<std::size_t>(element.content.size(), 64); ++size)
    forms.push_back(der::wrap(element.tag, ByteView(element.content).first(size)));
  return forms;
}

Bytes ten_thousand_deep() {
  Bytes reversed; // so that each level is added at the end
  for (int level = 0; level < 10'000; ++level) {
    const Bytes header = der::concat({Bytes{der::sequence}, der_length(reversed.size())});
    reversed.insert(reversed.end(), header.rbegin(), header.rend());
  }
  return {reversed.rbegin(), reversed.rend()};
}

Forms nested(const Element& element) {
  static const Bytes deep = ten_thousand_deep();
  return {deep, der::concat({element.whole(), deep}), der::wrap(element.tag, deep)};
}

// --- values ---

Forms wrapped(std::uint8_t tag, const std::vector<Bytes>& contents) {
  Forms forms;
  for (const Bytes& content : contents)
    forms.push_back(der::wrap(tag, content));
  return forms;
}

Forms wrong_integers(const Element& element) {
  const Bytes &content = element.content, huge(4096, 0x7f);
  return wrapped(element.tag, {{},
                               der::concat({Bytes{0x00}, content}),
                               der::concat({Bytes{0xff}, content}),
                               hex("80"),
                               hex("ff"),
                               hex("00"),
                               hex("8000000000000000"),
                               hex("010000000000000000"),
                               huge,
                               der::concat({Bytes{0x80}, huge})});
}

Forms wrong_booleans(const Element& element) {
  return wrapped(element.tag, {{}, hex("01"), hex("fe"), hex("0000"), hex("ffff")});
}

Forms wrong_nulls(const Element& element) {
  return wrapped(element.tag, {hex("00"), hex("0500")});
}

Forms wrong_bits(const Element& element) {
  std::vector<Bytes> contents = {{}, hex("01"), hex("07")};
  for (const std::uint8_t unused : Bytes{1, 4, 7, 8, 255}) {
    contents.push_back(element.content);
    contents.back()[0] = unused;
    contents.back().push_back(0xff);
  }
  return wrapped(element.tag, contents);
}

Forms wrong_oids(const Element& element) {
  const Bytes &content = element.content, start = {content[0]};
  return wrapped(element.tag, {{},
                               hex("80"),
                               der::concat({Bytes{0x80}, content}),
                               der::concat({start, Bytes{0x80, 0x01}}),
                               der::concat({content, Bytes{0x81}}),
                               der::concat({start, Bytes(10, 0xff), Bytes{0x7f}}),
                               Bytes(9, 0xff)});
}

Forms wrong_times(const Element& element) {
  Forms forms;
  for (const char* text : {"",
                           "Z",
                           "2606010000Z",
                           "260601000000",
                           "260601000000+0800",
                           "260601000000z",
                           "261301000000Z",
                           "260001000000Z",
                           "260230000000Z",
                           "260229000000Z",
                           "260631000000Z",
                           "260600000000Z",
                           "260601240000Z",
                           "260601006000Z",
                           "260601000060Z",
                           "26060100000aZ",
                           " 60601000000Z",
                           "260601000000.5Z",
                           "-60601000000Z",
                           "202606010000Z",
                           "20260601000000",
                           "20260601000000+0000",
                           "20260601000000z",
                           "20261301000000Z",
                           "20260230000000Z",
                           "20260601240000Z",
                           "20260601006000Z",
                           "20260601000060Z",
                           "20260601000000.Z",
                           "20260601000000.0Z",
                           "20260601000000.50Z",
                           "20260601000000,5Z",
                           "2026060100Z",
                           "2026-06-01T00:00:00Z",
                           "120260601000000Z"})
    forms.push_back(der::write_text(element.tag, text));
  return forms;
}

struct Wrong {
  const char* name;
  Forms (*forms)(const Element&);
  Bytes tags = {}; // of the elements it applies to; none: all
};

const std::vector<Wrong>& everything_wrong() {
  static const std::vector<Wrong> table = {
      {"long length", longer_lengths},
      {"indefinite length", indefinite_lengths},
      {"lying length", lying_lengths},
      {"other tag", other_tags},
      {"something behind", something_behind},
      {"left out", left_out},
      {"cut", cut},
      {"nested deep", nested},
      {"wrong INTEGER", wrong_integers, {der::integer, der::enumerated}},
      {"wrong BOOLEAN", wrong_booleans, {der::boolean}},
      {"wrong NULL", wrong_nulls, {der::null}},
      {"wrong BIT STRING", wrong_bits, {der::bit_string}},
      {"wrong OID", wrong_oids, {der::oid}},
      {"wrong time", wrong_times, {der::utc_time, der::generalized_time}}};
  return table;
}

bool applies(const Wrong& wrong, std::uint8_t tag) {
  return wrong.tags.empty() || std::find(wrong.tags.begin(), wrong.tags.end(), tag) != wrong.tags.end();
}

Element element_of(const DerNode& node) {
  const Bytes whole = write_der(node);
  return {node.tag, to_bytes(der::Reader(whole).any().value().content)};
}

} // namespace

void for_each_mutant(ByteView good, const std::function<void(const Mutant&)>& look_at) {
  const DerNode root = read_ber(good).value();
  const std::vector<DerNode> nodes = all_nodes(root);
  for (std::size_t place = 0; place < nodes.size(); ++place)
    for (const Wrong& wrong : everything_wrong())
      if (applies(wrong, nodes[place].tag))
        for (const Bytes& form : wrong.forms(element_of(nodes[place])))
          look_at({std::string(wrong.name) + " of element " + std::to_string(place),
                   write_der_with(root, place, form)});
  for (std::size_t size = 0; size < good.size(); ++size)
    look_at({"the first " + std::to_string(size) + " bytes", to_bytes(good.first(size))});
}

} // namespace elicense::test
