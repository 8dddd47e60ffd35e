// SPDX-License-Identifier: Apache-2.0
// Signed notes: the standard's example, one form only, and hostile texts.
#include "ledger/note.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

// The example of C2SP signed-note.
const std::string example =
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

std::string note_with(const std::string& lines) {
  return "text\n\n" + lines;
}

auto malformed_note() {
  return fails_with("LEDGER_NOTE_MALFORMED");
}

TEST(Note, ReadsTheStandardsExample) {
  const Note note = parse_note(example).value();
  EXPECT_TRUE(note.text.ends_with("\n\ned è subito sera.\n"));
  ASSERT_EQ(note.signatures.size(), 1U);
  EXPECT_EQ(note.signatures[0].name, "quasimodo.example/salvatore");
  EXPECT_EQ(to_hex(note.signatures[0].key_id), "367ba04b");
  EXPECT_EQ(note.signatures[0].signature.size(), 64U);
  EXPECT_EQ(write_note(note), example);
}

TEST(Note, CutShortIsRefusedAtEveryLength) {
  for (std::size_t size = 0; size < example.size(); ++size)
    EXPECT_THAT(parse_note(example.substr(0, size)), malformed_note()) << size;
}

TEST(Note, ChangedInAByteIsRefusedOrWrittenBackTheSame) {
  for (std::size_t at = 0; at < example.size(); ++at)
    for (const char other : {'\0', '\n', ' ', '+', 'A', '=', '\x7f', '\xff'}) {
      std::string changed = example;
      changed[at] = other;
      const auto note = parse_note(changed);
      if (note) {
        EXPECT_EQ(write_note(*note), changed) << at;
      }
    }
}

TEST(Note, WantsSignatureLinesInTheirOneForm) {
  for (const char* line : {"",
                           "\n",
                           "— a AAAAAAE=",
                           "- a AAAAAAE=\n",
                           "—a AAAAAAE=\n",
                           "—  a AAAAAAE=\n",
                           "— a  AAAAAAE=\n",
                           "— a AAAAAAE= \n",
                           "— a AAAAAAE\n",
                           "— a AAAAAAF=\n",
                           "— a AAAA\n",
                           "— a AAAAAA==\n",
                           "— a \n",
                           "— a\n",
                           "— AAAAAAE=\n",
                           "— a+b AAAAAAE=\n",
                           "— a AAAAAAE=\r\n",
                           "— a AAAAAAE=\nmore\n",
                           "more\n— a AAAAAAE=\n",
                           "— a AAAAAAE=\n\n",
                           "— a AAAA_AE=\n",
                           "— a\tb AAAAAAE=\n",
                           "— a\u00a0b AAAAAAE=\n",
                           "— \u3000 AAAAAAE=\n"})
    EXPECT_THAT(parse_note(note_with(line)), malformed_note()) << line;
  EXPECT_THAT(parse_note(note_with("— a AAAAAAE=\n")), succeeds());
  EXPECT_THAT(parse_note(note_with("— 证照账本.example AAAAAAE=\n— a AAAAAAE=\n")), succeeds());
}

TEST(Note, IsTextOnly) {
  for (const char* text : {"\x01", "\t", "\r", "\x1f", "\xff", "\xc0\x80", "\xed\xa0\x80"})
    EXPECT_THAT(parse_note(text + note_with("— a AAAAAAE=\n")), malformed_note());
  EXPECT_THAT(parse_note(std::string("\0", 1) + note_with("— a AAAAAAE=\n")), malformed_note());
}

TEST(Note, KeepsLinesThatStandTwice) { // the policy counts them once
  const std::string twice = note_with("— a AAAAAAE=\n— a AAAAAAE=\n");
  EXPECT_EQ(parse_note(twice)->signatures.size(), 2U);
  EXPECT_EQ(write_note(parse_note(twice).value()), twice);
}

TEST(Note, TakesSignaturesUpToTheLimit) {
  std::string lines;
  for (std::size_t i = 0; i < max_note_signatures; ++i)
    lines += "— a AAAAAAE=\n";
  EXPECT_EQ(parse_note(note_with(lines))->signatures.size(), max_note_signatures);
  EXPECT_THAT(parse_note(note_with(lines + "— a AAAAAAE=\n")), fails_with("LEDGER_NOTE_TOO_LARGE"));
}

TEST(Note, TakesBytesUpToTheLimit) {
  const std::string lines = "\n\n— a AAAAAAE=\n";
  const std::string longest = std::string(max_note_size - lines.size(), 'x') + lines;
  EXPECT_THAT(parse_note(longest), succeeds());
  EXPECT_THAT(parse_note('x' + longest), fails_with("LEDGER_NOTE_TOO_LARGE"));
}

TEST(KeyName, IsOneWord) {
  for (const std::string& name : {std::string("a"), std::string("ledger.example/1"), std::string("证照账本"),
                                  std::string("\u200b"), std::string(max_key_name_size, 'x')})
    EXPECT_TRUE(is_key_name(name)) << name;
  for (const std::string& name :
       {std::string(), std::string("a b"), std::string("a+b"), std::string("a\nb"), std::string("a\tb"),
        std::string("\u0085"), std::string("\u00a0"), std::string("\u1680"), std::string("\u2000"),
        std::string("\u2003"), std::string("\u200a"), std::string("\u2028"), std::string("\u2029"),
        std::string("\u202f"), std::string("\u205f"), std::string("\u3000"), std::string("\xff"),
        std::string(max_key_name_size + 1, 'x')})
    EXPECT_FALSE(is_key_name(name)) << to_hex(as_bytes(name));
}

} // namespace
} // namespace elicense::ledger
