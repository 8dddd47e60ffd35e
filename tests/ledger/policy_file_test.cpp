// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy_file.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

std::string log_line(std::string_view name = log_name) {
  return "log " + key_of(name, log_signer(), Statement::checkpoint).text() + "\n";
}

std::string witness_line(std::size_t index) {
  const std::string number = std::to_string(index);
  return "witness w" + number + " " +
         key_of(witness_name(index), witness_signer(index), Statement::cosignature).text() + "\n";
}

NoteKey former(std::string_view name = log_name) {
  return key_of(name, unknown_signer(), Statement::checkpoint);
}

std::string former_line(std::uint64_t last_size) {
  return "former " + former().text() + " " + std::to_string(last_size) + "\n";
}

std::string three_witnesses() {
  return log_line() + witness_line(0) + witness_line(1) + witness_line(2);
}

bool opens(const std::string& policy, std::size_t witnesses) {
  return open_checkpoint(signed_checkpoint(witnesses), parse_policy(policy).value()).has_value();
}

TEST(PolicyFile, OfALogAsksForNoWitness) {
  const auto policy =
      parse_policy(policy_of_log(key_of(log_name, log_signer(), Statement::checkpoint))).value();
  EXPECT_EQ(policy.origin(), log_name);
  EXPECT_EQ(policy.quorum(), 0U);
  EXPECT_THAT(open_checkpoint(signed_checkpoint(), policy), succeeds());
}

TEST(PolicyFile, CountsTheGroupThatIsAskedFor) {
  EXPECT_FALSE(opens(three_witnesses() + "group g all w0 w1 w2\nquorum g\n", 2));
  EXPECT_TRUE(opens(three_witnesses() + "group g all w0 w1 w2\nquorum g\n", 3));
  EXPECT_FALSE(opens(three_witnesses() + "group g 2 w0 w1 w2\nquorum g\n", 1));
  EXPECT_TRUE(opens(three_witnesses() + "group g 2 w0 w1 w2\nquorum g", 2));
  EXPECT_TRUE(opens(three_witnesses() + "group g any w0 w1 w2\nquorum g\n", 1));
  EXPECT_FALSE(opens(three_witnesses() + "group g any w1 w2\nquorum g\n", 1));
  EXPECT_FALSE(opens(three_witnesses() + "quorum w2\n", 2));
  EXPECT_TRUE(opens(three_witnesses() + "quorum w0\n", 1));
  EXPECT_TRUE(opens(three_witnesses() + "quorum none\n", 0));
}

TEST(PolicyFile, PassesOverCommentsBlanksAndAddresses) {
  EXPECT_THAT(parse_policy("# ours\n\n \t\nlog  " + log_line().substr(4, log_line().size() - 5) +
                           "\thttps://ledger.example\n#\nquorum none\n"),
              succeeds());
}

TEST(PolicyFile, TellsWhereWitnessesAre) {
  std::string there = witness_line(1);
  there.insert(there.size() - 1, " https://w.example/1//");
  const auto addresses = witness_addresses(log_line() + witness_line(0) + there + "quorum none\n").value();
  ASSERT_EQ(addresses.size(), 1U);
  EXPECT_EQ(addresses[0].key.name(), witness_name(1));
  EXPECT_EQ(addresses[0].url, "https://w.example/1");
  EXPECT_THAT(witness_addresses(log_line() + there), fails_with("LEDGER_POLICY"));
}

TEST(PolicyFile, RefusesWhatItCannotCount) {
  const std::string bad[] = {
      "",
      "quorum none\n",
      log_line(),
      three_witnesses(),
      log_line() + log_line(other_log_name) + "quorum none\n",
      "log\nquorum none\n",
      "log key\nquorum none\n",
      log_line() + "log " + std::string(log_name) + "\nquorum none\n",
      three_witnesses() + witness_line(0) + "quorum none\n",
      three_witnesses() + "quorum w3\n",
      three_witnesses() + "quorum\n",
      three_witnesses() + "quorum w0 w1\n",
      three_witnesses() + "quorum w0\nquorum w0\n",
      three_witnesses() + "quorum none\n" + witness_line(0),
      three_witnesses() + "group g 0 w0 w1\nquorum g\n",
      three_witnesses() + "group g 3 w0 w1\nquorum g\n",
      three_witnesses() + "group g 01 w0 w1\nquorum g\n",
      three_witnesses() + "group g some w0 w1\nquorum g\n",
      three_witnesses() + "group g 1\nquorum g\n",
      three_witnesses() + "group g 1 w0 w0\nquorum g\n",
      three_witnesses() + "group g 1 w0 w9\nquorum g\n",
      three_witnesses() + "group w0 1 w0\nquorum w0\n",
      three_witnesses() + "group none 1 w0\nquorum none\n",
      three_witnesses() + "group g 1 w0\ngroup h 1 w1\nquorum g\n",
      three_witnesses() + "witness none x\nquorum none\n",
      three_witnesses() + "unknown line\nquorum none\n",
      former_line(7) + log_line() + "quorum none\n", // the log comes first
      log_line() + former_line(0) + "quorum none\n",
      log_line() + former_line(7) + former_line(8) + "quorum none\n",
      log_line() + "former " + former().text() + "\nquorum none\n",
      log_line() + "former " + former().text() + " 07\nquorum none\n",
      log_line() + "former " + former().text() + " -7\nquorum none\n",
      log_line() + "former " + former().text() + " 7 7\nquorum none\n",
      log_line() + "former " + former(other_log_name).text() + " 7\nquorum none\n",
  };
  for (const std::string& text : bad)
    EXPECT_THAT(parse_policy(text), fails_with("LEDGER_POLICY")) << text;
}

TEST(PolicyFile, NamesFormerKeysOfTheLog) {
  const auto policy = parse_policy(log_line() + former_line(7) + "quorum none\n").value();
  ASSERT_EQ(policy.former_keys().size(), 1U);
  EXPECT_EQ(policy.former_keys()[0].key.text(), former().text());
  EXPECT_EQ(policy.former_keys()[0].last_size, 7U);
  EXPECT_EQ(policy.of_log().former_keys().size(), 1U);
}

TEST(PolicyFile, TakesTheNextKeyAndKeepsEveryOtherLine) {
  const NoteKey own = key_of(log_name, log_signer(), Statement::checkpoint);
  const NoteKey next = key_of(log_name, witness_signer(0), Statement::checkpoint);
  const std::string addressed = "log " + own.text() + "  https://ledger.example\n";
  const std::string rest = former_line(3) + witness_line(1) + "# ours\n\nquorum w1\n";
  const std::string changed = with_next_key("# first\n" + addressed + rest, next, {own, 7}).value();
  EXPECT_EQ(changed, "# first\nlog " + next.text() + "\nformer " + own.text() + " 7\n" + rest);
  EXPECT_EQ(parse_policy(changed)->former_keys().size(), 2U);
  EXPECT_EQ(with_next_key(log_line() + "quorum none", next, {own, 7}).value(),
            "log " + next.text() + "\nformer " + own.text() + " 7\nquorum none\n");
  EXPECT_THAT(with_next_key(changed, former(), {own, 8}), fails_with("LEDGER_POLICY"));
  EXPECT_THAT(with_next_key(log_line() + "quorum none\n", own, {own, 7}), fails_with("LEDGER_POLICY"));
}

TEST(PolicyFile, NamesTheLine) {
  EXPECT_EQ(parse_policy(log_line() + "\nodd\n").error().detail, "line 3");
}

TEST(PolicyFile, IsBounded) {
  const std::string good = log_line() + "quorum none\n";
  EXPECT_THAT(parse_policy(std::string(max_policy_size - good.size(), '\n') + good), succeeds());
  EXPECT_THAT(parse_policy(std::string(max_policy_size - good.size() + 1, '\n') + good),
              fails_with("LEDGER_POLICY"));
}

} // namespace
} // namespace elicense::ledger
