// SPDX-License-Identifier: Apache-2.0
// Mandates: who may show whose licenses, within which bounds, until when.
#include "tests/show/show_house.hpp"

namespace elicense::show {
namespace {

using ledger::EntryKind;
using testing::ElementsAre;

class MandatesTest : public ShowHouse {
 protected:
  Mandate given(const std::string& key = "mandate-1") {
    return desk->mandates().give(wanted_mandate(), key).value();
  }
  Result<OpenedSession> shown_under(const Mandate& mandate, const license::Holder& shower) {
    return desk->sessions().open({.shower = shower, .licenses = {}, .mandate = mandate.id});
  }
};

TEST_F(MandatesTest, AnAgentShowsWithBothNames) {
  const Mandate mandate = given();
  EXPECT_EQ(mandate.kind, MandateKind::relative);
  EXPECT_EQ(mandate.state_at(now()), MandateState::valid);
  const auto shown = shown_under(mandate, li).value();
  EXPECT_EQ(shown.session.standing.principal_name, zhang.name);
  EXPECT_EQ(shown.session.standing.agent_name, li.name);
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  ASSERT_EQ(scan.requested.size(), 1U);
  EXPECT_TRUE(is_same(scan.holder, zhang));
  EXPECT_TRUE(is_same(scan.shower, li));
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().scans_of(li, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().mandate(mandate.id)->used, 1);
  EXPECT_EQ(kinds().front(), EntryKind::mandate_given);
}

TEST_F(MandatesTest, CountsScansAndEnds) {
  const Mandate mandate = given();
  const auto shown = shown_under(mandate, li).value();
  ASSERT_THAT(desk->scans().scan(asking(shown.code, "one")), succeeds());
  ASSERT_THAT(desk->scans().scan(asking(desk->sessions().next_code(shown.session.id).value(), "two")),
              succeeds());
  EXPECT_THAT(desk->scans().scan(asking(desk->sessions().next_code(shown.session.id).value(), "three")),
              fails_with("MANDATE_ENDED"));
  EXPECT_THAT(shown_under(mandate, li), fails_with("MANDATE_ENDED"));
  EXPECT_EQ(desk->kept().mandate(mandate.id)->state_at(now()), MandateState::used_up);
}

TEST_F(MandatesTest, IsForItsMattersTypesAndAgentAlone) {
  add_license("C", zhang, "11100000000013127D001");
  const Mandate mandate = given();
  EXPECT_THAT(shown_under(mandate, zhang), fails_with("MANDATE_NOT_FOUND"));
  EXPECT_THAT(desk->sessions().open({.shower = li, .licenses = {"identifier-C"}, .mandate = mandate.id}),
              fails_with("MANDATE_SCOPE"));
  auto request = asking(shown_under(mandate, li)->code);
  request.matter.code = "other";
  EXPECT_THAT(desk->scans().scan(request), fails_with("MANDATE_SCOPE"));
  request = asking(shown_under(mandate, li)->code);
  request.wanted.push_back({"11100000000013127D001", {}, std::nullopt});
  const Scan scan = desk->scans().scan(request).value();
  ASSERT_EQ(scan.requested.size(), 1U);
  EXPECT_EQ(scan.requested[0].license.identifier, "identifier-A");
}

TEST_F(MandatesTest, IsRevokedAtOnceWithWhatIsOpenUnderIt) {
  const Mandate mandate = given();
  const auto shown = shown_under(mandate, li).value();
  const Scan waiting = desk->scans().scan(asking(shown.code)).value();
  const Code next = desk->sessions().next_code(shown.session.id).value();
  const Mandate revoked = desk->mandates().revoke(mandate.id).value();
  EXPECT_EQ(revoked.state_at(now()), MandateState::revoked);
  EXPECT_EQ(desk->kept().scan(waiting.id)->registered_state, ScanState::refused);
  EXPECT_THAT(desk->scans().scan(asking(next, "after")), fails_with("SHOW_CODE_UNKNOWN"));
  EXPECT_THAT(shown_under(mandate, li), fails_with("MANDATE_ENDED"));
  EXPECT_EQ(kinds().back(), EntryKind::mandate_ended);
  const std::size_t leaves = kinds().size();
  EXPECT_THAT(desk->mandates().revoke(mandate.id), succeeds());
  EXPECT_EQ(kinds().size(), leaves) << "it was revoked before";
  EXPECT_THAT(desk->mandates().revoke("none"), fails_with("MANDATE_NOT_FOUND"));
}

TEST_F(MandatesTest, HasItsTime) {
  Mandate later = wanted_mandate();
  later.from = now() + std::chrono::hours(1);
  const Mandate mandate = desk->mandates().give(later, "later").value();
  EXPECT_THAT(shown_under(mandate, li), fails_with("MANDATE_ENDED"));
  moved += 3600;
  EXPECT_THAT(shown_under(mandate, li), succeeds());
  moved += 30 * 24 * 3600;
  EXPECT_EQ(mandate.state_at(now()), MandateState::expired);
  EXPECT_THAT(shown_under(mandate, li), fails_with("MANDATE_ENDED"));
}

TEST_F(MandatesTest, HoldsToItsLimits) {
  const auto refused = [&](const char* code, const std::function<void(Mandate&)>& change) {
    Mandate mandate = wanted_mandate();
    change(mandate);
    EXPECT_THAT(desk->mandates().give(mandate, "key"), fails_with(code));
  };
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.type_codes.clear(); });
  refused("MANDATE_REQUEST",
          [](auto& mandate) { mandate.type_codes.assign(max_mandate_types + 1, business); });
  refused("SHOW_TYPE_UNKNOWN", [](auto& mandate) { mandate.type_codes = {"none"}; });
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.matters.clear(); });
  refused("MANDATE_REQUEST", [](auto& mandate) {
    mandate.matters.assign(max_mandate_matters + 1, {"a", "b"});
  });
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.matters[0].name.clear(); });
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.uses = 0; });
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.uses = max_mandate_uses + 1; });
  refused("MANDATE_REQUEST", [this](auto& mandate) { mandate.until = now(); });
  refused("MANDATE_REQUEST", [](auto& mandate) { mandate.from = mandate.until; });
  refused("MANDATE_REQUEST",
          [this](auto& mandate) { mandate.until = now() + max_mandate_life + std::chrono::seconds(1); });
  refused("MANDATE_REQUEST", [this](auto& mandate) { mandate.agent = zhang; });
  refused("MANDATE_PERSON", [](auto& mandate) { mandate.agent.code.back() = '0'; });
  refused("MANDATE_NAME", [](auto& mandate) { mandate.principal.name = "somebody"; });
  EXPECT_THAT(desk->mandates().give(wanted_mandate(), ""), fails_with("IDEMPOTENCY_KEY_MISSING"));
}

TEST_F(MandatesTest, TheSameRequestIsTheSameMandate) {
  const Mandate first = given();
  EXPECT_EQ(given().id, first.id);
  Mandate other = wanted_mandate();
  other.uses = 3;
  EXPECT_THAT(desk->mandates().give(other, "mandate-1"), fails_with("IDEMPOTENCY_MISMATCH"));
  for (std::size_t i = 1; i < max_open_mandates; ++i)
    given("mandate-" + std::to_string(i + 1));
  EXPECT_THAT(desk->mandates().give(wanted_mandate(), "one more"), fails_with("MANDATE_TOO_MANY"));
}

TEST_F(MandatesTest, GuardiansNeedAProof) {
  Mandate guardian = wanted_mandate();
  guardian.recorded_by = "operator-1";
  guardian.tenant = clerk.tenant;
  EXPECT_THAT(desk->mandates().record_guardian(guardian, "g"), fails_with("MANDATE_REQUEST"));
  guardian.proof = std::string(max_proof + 1, 'x');
  EXPECT_THAT(desk->mandates().record_guardian(guardian, "g"), fails_with("MANDATE_REQUEST"));
  guardian.proof = "出生医学证明";
  const Mandate made = desk->mandates().record_guardian(guardian, "g").value();
  EXPECT_EQ(made.kind, MandateKind::guardian);
  EXPECT_THAT(shown_under(made, li), succeeds());
  EXPECT_EQ(desk->kept().received_by(li)->size(), 1U);
  EXPECT_EQ(desk->kept().mandate(made.id)->proof, guardian.proof);
}

TEST_F(MandatesTest, APaperGoesWithItsDocumentUntilItIsLost) {
  Mandate paper = wanted_mandate();
  const PaperCode made = desk->mandates().make_paper(paper, "p").value();
  EXPECT_EQ(made.mandate.kind, MandateKind::paper);
  EXPECT_THAT(desk->mandates().make_paper(paper, "p"), fails_with("MANDATE_PAPER_MADE"));
  EXPECT_THAT(shown_under(made.mandate, zhang), fails_with("MANDATE_NOT_FOUND"))
      << "it is no mandate for an app";
  auto request = asking({made.reference, {}, {}});
  EXPECT_THAT(desk->scans().scan(request), fails_with("SHOW_DOCUMENT"));
  request.document_number = li.code;
  EXPECT_THAT(desk->scans().scan(request), fails_with("SHOW_DOCUMENT"));
  request.document_number = zhang.code;
  request.uses = 2;
  EXPECT_THAT(desk->scans().scan(request), fails_with("SHOW_REQUEST"));
  request.uses = 1;
  const Scan scan = desk->scans().scan(request).value();
  EXPECT_EQ(scan.registered_state, ScanState::given);
  EXPECT_EQ(scan.session, "");
  EXPECT_THAT(desk->uses().use(using_code(scan.given[0].code)), succeeds());
  EXPECT_EQ(desk->mandates().lose_papers(zhang).value(), 1);
  request.idempotency_key = "after";
  EXPECT_THAT(desk->scans().scan(request), fails_with("SHOW_CODE_UNKNOWN"));
  EXPECT_EQ(desk->mandates().lose_papers(zhang).value(), 0);
}

} // namespace
} // namespace elicense::show
