// SPDX-License-Identifier: Apache-2.0
// The text of checkpoints: the standard's example, one form only, limits.
#include "ledger/checkpoint.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

// The example of C2SP tlog-checkpoint.
const std::string origin = "example.com/behind-the-sofa\n";
const std::string size = "20852163\n";
const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

auto malformed_checkpoint() {
  return fails_with("LEDGER_CHECKPOINT_MALFORMED");
}

TEST(Checkpoint, ReadsTheStandardsExample) {
  const Checkpoint checkpoint = parse_checkpoint(origin + size + root).value();
  EXPECT_EQ(checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint.tree.size, 20852163U);
  EXPECT_EQ(to_base64(checkpoint.tree.root) + '\n', root);
  EXPECT_EQ(write_checkpoint(checkpoint).value(), origin + size + root);
}

TEST(Checkpoint, KeepsExtensionLines) {
  const std::string text = origin + size + root + "one\ntwo +\u3000\n";
  EXPECT_THAT(parse_checkpoint(text)->extensions, testing::ElementsAre("one", "two +\u3000"));
  EXPECT_EQ(write_checkpoint(parse_checkpoint(text).value()).value(), text);
}

TEST(Checkpoint, HasOneFormOnly) {
  for (const std::string& text : {std::string(),
                                  std::string("\n"),
                                  origin + size,
                                  origin + root + size,
                                  "\n" + size + root,
                                  origin + "020852163\n" + root,
                                  origin + "+1\n" + root,
                                  origin + "-1\n" + root,
                                  origin + " 1\n" + root,
                                  origin + "1 \n" + root,
                                  origin + "\n" + root,
                                  origin + "0x1\n" + root,
                                  origin + size + "\n",
                                  origin + size + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                                  origin + size + "AA==\n",
                                  origin + size + root + "\n",
                                  origin + size + root + "one\n\ntwo\n",
                                  origin + size + root + "one",
                                  origin + size + ' ' + root,
                                  "a\tb\n" + size + root,
                                  "\xff\n" + size + root,
                                  "a\r\n" + size + root})
    EXPECT_THAT(parse_checkpoint(text), malformed_checkpoint()) << text;
}

TEST(Checkpoint, CutShortIsRefusedAtEveryLength) {
  const std::string text = origin + size + root;
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_THAT(parse_checkpoint(text.substr(0, length)), malformed_checkpoint()) << length;
}

TEST(Checkpoint, OfNoAndOfMostLeaves) {
  const auto of = [](const std::string& number) { return parse_checkpoint(origin + number + '\n' + root); };
  EXPECT_EQ(of("0")->tree.size, 0U);
  EXPECT_EQ(of(std::to_string(max_tree_size))->tree.size, max_tree_size);
  EXPECT_THAT(of(std::to_string(max_tree_size + 1)), malformed_checkpoint());
  EXPECT_THAT(of("18446744073709551616"), malformed_checkpoint());
}

TEST(Checkpoint, TakesLinesUpToTheLimits) {
  const std::string longest(max_checkpoint_line, 'x');
  EXPECT_THAT(parse_checkpoint(longest + '\n' + size + root + longest + '\n'), succeeds());
  EXPECT_THAT(parse_checkpoint(longest + "x\n" + size + root), malformed_checkpoint());
  EXPECT_THAT(parse_checkpoint(origin + size + root + longest + "x\n"), malformed_checkpoint());
  std::string lines;
  for (std::size_t i = 0; i < max_extension_lines; ++i)
    lines += "line\n";
  EXPECT_EQ(parse_checkpoint(origin + size + root + lines)->extensions.size(), max_extension_lines);
  EXPECT_THAT(parse_checkpoint(origin + size + root + lines + "line\n"), malformed_checkpoint());
}

TEST(Checkpoint, IsNotWrittenSoThatItCouldNotBeRead) {
  const auto write = [](const auto& change) {
    Checkpoint checkpoint = small_checkpoint();
    change(checkpoint);
    return write_checkpoint(checkpoint);
  };
  EXPECT_THAT(write([](Checkpoint& one) { one.origin = ""; }), malformed_checkpoint());
  EXPECT_THAT(write([](Checkpoint& one) { one.origin = "a\n7"; }), malformed_checkpoint());
  EXPECT_THAT(write([](Checkpoint& one) { one.tree.size = max_tree_size + 1; }), malformed_checkpoint());
  EXPECT_THAT(write([](Checkpoint& one) { one.extensions = {""}; }), malformed_checkpoint());
  EXPECT_THAT(write([](Checkpoint& one) { one.extensions = {"a\nb"}; }), malformed_checkpoint());
  EXPECT_THAT(write([](Checkpoint& one) { one.extensions.resize(max_extension_lines + 1, "x"); }),
              malformed_checkpoint());
}

} // namespace
} // namespace elicense::ledger
