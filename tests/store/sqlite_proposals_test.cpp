// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_proposals.hpp"
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

using license::Proposal;
using license::ProposalStatus;
using license::ProposedChange;
using test::fails_with;
using test::succeeds;

class SqliteProposalsTest : public SealedHouse {
 protected:
  Proposal proposal(const std::string& id) const {
    Proposal made;
    made.id = id;
    made.change = ProposedChange::publication;
    made.code = "11100000000019713D950";
    made.version = 2;
    made.file = "{\"code\":\"x\"}";
    made.proposed_by = "clerk-1";
    made.proposed_at = now;
    return made;
  }
  Result<Proposal> propose(const std::string& id) const {
    return types->record_proposal(proposal(id),
                                  proposed_leaf(license::of_license_types, proposal(id), blinder));
  }
  Result<Proposal> decide(Proposal open, ProposalStatus status) const {
    open.status = status;
    open.decided_by = "approver-1";
    open.decided_at = now + std::chrono::seconds(9);
    open.refusal = status == ProposalStatus::refused ? "没有依据" : "";
    return types->record_decision(open, decided_leaf(license::of_license_types, open, blinder));
  }
  void edit(const std::string& sql) {
    Connection connection(file, Access::write);
    connection.execute(
        "DROP TRIGGER type_proposals_are_never_changed; DROP TRIGGER type_decisions_are_never_changed; " +
        sql);
  }
  std::vector<notify::Event> told() const { return licenses->outbox()->events(0, 10).value(); }
  const std::string authority = "11640000MB999999XM";
  std::unique_ptr<license::ProposalRegister> types = licenses->types(authority);
};

TEST_F(SqliteProposalsTest, KeepsProposalsAndDecisionsWithTheirLeaves) {
  const auto first = propose("a"), second = propose("b");
  ASSERT_THAT(first, succeeds());
  EXPECT_EQ(first->number, 1);
  EXPECT_EQ(second->number, 2);
  EXPECT_EQ(first->proposed_by, "clerk-1");
  EXPECT_EQ(first->leaf, 0U);
  ASSERT_THAT(decide(*second, ProposalStatus::approved), succeeds());
  const auto refused = decide(*first, ProposalStatus::refused);
  ASSERT_THAT(refused, succeeds());
  EXPECT_EQ(refused->decision, 2);
  EXPECT_EQ(refused->refusal, "没有依据");
  EXPECT_EQ(refused->decision_leaf, 3U);
  const auto all = types->all().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].status, ProposalStatus::approved);
  EXPECT_EQ(all[1].decided_by, "approver-1");
  EXPECT_EQ(all[1].decided_at, now + std::chrono::seconds(9));
  EXPECT_EQ(all[1].file, proposal("b").file);
  EXPECT_EQ(types->find(1)->status, ProposalStatus::refused);
}

TEST_F(SqliteProposalsTest, EachIsDecidedOnce) {
  const auto open = propose("a");
  ASSERT_THAT(decide(*open, ProposalStatus::approved), succeeds());
  EXPECT_THAT(decide(*open, ProposalStatus::refused), fails_with("TYPE_PROPOSAL_DECIDED"));
  EXPECT_EQ(count("ledger_entries"), 2);
  EXPECT_THAT(types->find(2), fails_with("TYPE_PROPOSAL_NOT_FOUND"));
}

TEST_F(SqliteProposalsTest, OthersAreToldOfEachStep) {
  const auto first = propose("a"), second = propose("b");
  ASSERT_THAT(decide(*first, ProposalStatus::refused), succeeds());
  ASSERT_THAT(decide(*second, ProposalStatus::approved), succeeds());
  const auto events = told();
  ASSERT_EQ(events.size(), 4U);
  std::vector<std::pair<std::int64_t, std::string>> steps;
  for (const notify::Event& event : events) {
    EXPECT_EQ(event.kind, notify::kind::license_type_changed);
    EXPECT_EQ(event.tenant, authority);
    EXPECT_EQ(event.object, "/v1/license-types/11100000000019713D950");
    EXPECT_EQ(event.data["change"], "publication");
    EXPECT_EQ(event.data["version"], 2);
    steps.emplace_back(event.data["proposal"], event.data["status"]);
  }
  EXPECT_EQ(steps, (std::vector<std::pair<std::int64_t, std::string>>{
                       {1, "waiting"}, {2, "waiting"}, {1, "refused"}, {2, "approved"}}));
  EXPECT_EQ(events[0].at, now);
  EXPECT_EQ(events[3].at, now + std::chrono::seconds(9));
  EXPECT_THAT(decide(*second, ProposalStatus::approved), fails_with("TYPE_PROPOSAL_DECIDED"));
  EXPECT_EQ(told().size(), 4U) << "what did not happen is not told";
}

TEST_F(SqliteProposalsTest, OfMattersNobodyIsTold) {
  ASSERT_THAT(licenses->matters()->record_proposal(
                  proposal("m"), proposed_leaf(submission::of_matters, proposal("m"), blinder)),
              succeeds());
  EXPECT_TRUE(told().empty());
}

TEST_F(SqliteProposalsTest, NobodyStandsThereReadable) {
  ASSERT_THAT(propose("a"), succeeds());
  EXPECT_EQ(count("type_proposals WHERE instr(sealed, 'clerk-1') > 0"), 0);
}

TEST_F(SqliteProposalsTest, AnEditedRowDoesNotOpen) {
  for (const char* const sql :
       {"UPDATE type_proposals SET file = '{}'", "UPDATE type_proposals SET version = 1",
        "UPDATE type_proposals SET code = 'x'", "UPDATE type_proposals SET change = 'withdrawal'"}) {
    test::TemporaryFolder other;
    const auto copy = other.path() / "register.db";
    licenses = SqliteRegister::create(copy, test_sealing()).value();
    types = licenses->types(authority);
    ASSERT_THAT(propose("a"), succeeds());
    Connection connection(copy, Access::write);
    connection.execute("DROP TRIGGER type_proposals_are_never_changed; " + std::string(sql));
    EXPECT_THAT(types->find(1), fails_with("STORE_SEALED_FIELD")) << sql;
  }
}

TEST_F(SqliteProposalsTest, AnEditedDecisionDoesNotOpen) {
  ASSERT_THAT(decide(*propose("a"), ProposalStatus::refused), succeeds());
  edit("UPDATE type_decisions SET status = 'approved'");
  EXPECT_THAT(types->all(), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(SqliteProposalsTest, OpensUnderANewKey) {
  ASSERT_THAT(decide(*propose("a"), ProposalStatus::approved), succeeds());
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  ASSERT_THAT(licenses->key_rotation()->go_on(10, now, blinder), succeeds());
  EXPECT_EQ(count("type_proposals WHERE key_id = 3"), 1);
  EXPECT_EQ(count("type_decisions WHERE key_id = 3"), 1);
  EXPECT_EQ(types->find(1)->decided_by, "approver-1");
}

TEST_F(SqliteProposalsTest, KeepsMattersByThemselves) {
  const auto matters = licenses->matters();
  const auto& kind = submission::of_matters;
  ASSERT_THAT(propose("a"), succeeds());
  const auto proposed =
      matters->record_proposal(proposal("m"), license::proposed_leaf(kind, proposal("m"), blinder));
  ASSERT_THAT(proposed, succeeds());
  EXPECT_EQ(proposed->number, 1);
  license::Proposal decided = *proposed;
  decided.status = ProposalStatus::approved;
  decided.decided_by = "approver-1";
  decided.decided_at = now;
  const auto leaf = license::decided_leaf(kind, decided, blinder);
  ASSERT_THAT(matters->record_decision(decided, leaf), succeeds());
  EXPECT_THAT(matters->record_decision(decided, leaf), fails_with("MATTER_PROPOSAL_DECIDED"));
  EXPECT_THAT(matters->find(9), fails_with("MATTER_PROPOSAL_NOT_FOUND"));
  EXPECT_EQ(types->all()->size(), 1U);
  Connection connection(file, Access::write);
  connection.execute(
      "DROP TRIGGER matter_proposals_are_never_changed; UPDATE matter_proposals SET version = 9");
  EXPECT_THAT(matters->all(), fails_with("STORE_SEALED_FIELD"));
}

} // namespace
} // namespace elicense::store
