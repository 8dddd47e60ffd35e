// SPDX-License-Identifier: Apache-2.0
// The life of licenses and lists of them, as every register keeps them.
#include "license/identifier.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sqlite_under_test.hpp"
#include "tests/support/memory_register.hpp"
#include <thread>

namespace elicense::store {
namespace {

using license::Asked;
using license::License;
using license::Mark;
using license::State;
using license::Transition;
using license::TransitionStatus;

class LifeContract : public RegisterContract {
 protected:
  Transition transition(const License& of, const std::string& name, State to) const {
    Transition made;
    made.id = name + std::to_string(++ids);
    made.license = of.identifier;
    made.name = name;
    made.from = of.state_at(noon);
    made.to = to;
    made.reason = "holder_request";
    made.legal_basis = "条款";
    made.asked_by = "clerk";
    made.asked_at = noon;
    made.effective_on = "2026-03-01";
    made.revision = of.revision;
    return made;
  }
  Mark mark(const Transition& of, State registered, TransitionStatus status = TransitionStatus::made) const {
    return {.status = status,
            .at = noon,
            .effective_at = noon,
            .by = "approver",
            .registered = registered,
            .leaf = license::transition_leaf(of, registered, "clerk", test::test_blinder(), noon)};
  }
  license::TransitionKey key(const std::string& text, const std::string& request = "request") const {
    return {license("A1").identifier, text, crypto::sm3(as_bytes(request))};
  }
  Result<Transition> decide(const std::string& text, State to, bool waits = false) {
    return licenses->record_transition(key(text), [&](const License& found) -> Result<Asked> {
      const Transition wanted = transition(found, "suspend", to);
      return Asked{wanted, waits ? std::nullopt : std::optional(mark(wanted, to))};
    });
  }
  License found() { return licenses->find(license("A1").identifier).value(); }

  // The second version of A1, planned.
  License version() const {
    License made = license("A1");
    made.identifier = license("A2").identifier;
    made.reference = "reference of the version";
    made.predecessor = license("A1").identifier;
    return made;
  }
  license::Plan succession(const std::string& text) const {
    license::Plan wanted{text, crypto::sm3(as_bytes(text)), version(), noon};
    wanted.replaces = license("A1").identifier;
    wanted.ask = [this](const License& found) -> Result<Asked> {
      return Asked{transition(found, "change", State::replaced), std::nullopt};
    };
    return wanted;
  }
  Result<void> record_version() {
    License made = version();
    made.registered_state = State::valid;
    made.document_digest = crypto::sm3(document);
    const Mark replaced{.status = TransitionStatus::made,
                        .at = noon,
                        .effective_at = noon,
                        .by = {},
                        .registered = State::replaced,
                        .leaf = license::replaced_leaf(made, test::test_blinder(), noon)};
    return licenses->record_issued(made, document, license::issued_leaf(made, test::test_blinder(), noon),
                                   replaced);
  }
  mutable int ids = 0;
};

TEST_P(LifeContract, KeepsADecisionWithStateLeafAndHistory) {
  issue("issue", "A1");
  const auto made = decide("one", State::suspended);
  ASSERT_THAT(made, succeeds());
  EXPECT_EQ(made->number, 1);
  EXPECT_EQ(made->status, TransitionStatus::made);
  const License after = found();
  EXPECT_EQ(after.registered_state, State::suspended);
  EXPECT_EQ(after.revision, 1);
  EXPECT_EQ(after.state_at(noon), State::suspended);
  EXPECT_EQ(after.state_at(noon - std::chrono::seconds(1)), State::valid);
  EXPECT_EQ(leaves("A1").size(), 2U);
  const auto history = licenses->transitions(after.identifier).value();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].id, made->id);
  EXPECT_EQ(history[0].reason, "holder_request");
  EXPECT_EQ(history[0].legal_basis, "条款");
  EXPECT_EQ(history[0].asked_by, "clerk");
  EXPECT_EQ(history[0].approved_by, "approver");
  EXPECT_EQ(history[0].effective_on, "2026-03-01");
  EXPECT_EQ(history[0].effective_at, noon);
  EXPECT_EQ(history[0].made_at, noon);
  EXPECT_TRUE(licenses->transitions(license("B2").identifier)->empty());
}

TEST_P(LifeContract, AnswersTheSameKeyWithItsFirstDecision) {
  issue("issue", "A1");
  const auto first = decide("one", State::suspended);
  ASSERT_THAT(first, succeeds());
  EXPECT_EQ(decide("one", State::suspended)->id, first->id);
  EXPECT_THAT(licenses->record_transition(key("one", "another"), nullptr),
              fails_with("IDEMPOTENCY_MISMATCH"));
  EXPECT_EQ(found().revision, 1);
}

TEST_P(LifeContract, KeepsNothingOfWhatIsRefused) {
  issue("issue", "A1");
  const auto refuse = [](const License&) -> Result<Asked> {
    return fail(ErrorKind::conflict, "TRANSITION_STATE");
  };
  EXPECT_THAT(licenses->record_transition(key("one"), refuse), fails_with("TRANSITION_STATE"));
  EXPECT_TRUE(licenses->transitions(license("A1").identifier)->empty());
  license::TransitionKey other = key("two");
  other.license = license("B2").identifier;
  EXPECT_THAT(licenses->record_transition(other, refuse), fails_with("LICENSE_NOT_FOUND"));
}

TEST_P(LifeContract, WaitsForItsMark) {
  issue("issue", "A1");
  ASSERT_THAT(decide("one", State::suspended, true), succeeds());
  EXPECT_EQ(found().registered_state, State::valid);
  EXPECT_EQ(found().revision, 0);
  EXPECT_EQ(leaves("A1").size(), 1U);
  const auto judge = [&](const License& license, const Transition& asked) -> Result<Mark> {
    EXPECT_EQ(license.revision, 0);
    EXPECT_EQ(asked.status, TransitionStatus::open);
    return mark(asked, State::suspended);
  };
  EXPECT_THAT(licenses->mark_transition(license("A1").identifier, 2, judge),
              fails_with("TRANSITION_NOT_FOUND"));
  EXPECT_THAT(licenses->mark_transition(license("B2").identifier, 1, judge), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->mark_transition(license("A1").identifier, 1, judge), succeeds());
  EXPECT_EQ(found().registered_state, State::suspended);
}

TEST_P(LifeContract, AWithdrawnDecisionDoesNotCount) {
  issue("issue", "A1");
  ASSERT_THAT(decide("one", State::suspended), succeeds());
  const auto withdrawn = licenses->mark_transition(
      license("A1").identifier, 1, [&](const License&, const Transition& asked) -> Result<Mark> {
        return mark(asked, State::valid, TransitionStatus::withdrawn);
      });
  ASSERT_THAT(withdrawn, succeeds());
  EXPECT_EQ(withdrawn->status, TransitionStatus::withdrawn);
  EXPECT_EQ(withdrawn->ended_by, "approver");
  EXPECT_TRUE(found().changes.empty());
  EXPECT_EQ(found().revision, 2);
  EXPECT_EQ(found().state_at(noon), State::valid);
  EXPECT_EQ(leaves("A1").size(), 3U);
}

TEST_P(LifeContract, KeepsOnlySoManyOfALicense) {
  issue("issue", "A1");
  for (std::size_t i = 0; i < license::max_transitions; ++i)
    ASSERT_THAT(decide(std::to_string(i), State::suspended, true), succeeds());
  EXPECT_THAT(decide("one more", State::suspended, true), fails_with("TRANSITION_LIMIT"));
}

TEST_P(LifeContract, ReplacesAVersionWithTheIssueOfTheNext) {
  issue("issue", "A1");
  ASSERT_THAT(licenses->record_plan(succession("change")), succeeds());
  EXPECT_EQ(found().registered_state, State::valid);
  EXPECT_EQ(licenses->open_plans()->at(0).predecessor, license("A1").identifier);
  ASSERT_THAT(record_version(), succeeds());
  EXPECT_EQ(found().registered_state, State::replaced);
  EXPECT_EQ(found().successor, version().identifier);
  EXPECT_EQ(licenses->find(version().identifier)->predecessor, license("A1").identifier);
  EXPECT_EQ(leaves("A1").size(), 2U);
  EXPECT_EQ(leaves("A2").size(), 1U);
  const auto again = licenses->record_plan(succession("change"));
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->kind, license::PlanOutcome::Kind::done);
  EXPECT_EQ(again->license.predecessor, license("A1").identifier);
}

TEST_P(LifeContract, DoesNotReplaceWhatWasDecidedOnMeanwhile) {
  issue("issue", "A1");
  ASSERT_THAT(licenses->record_plan(succession("change")), succeeds());
  ASSERT_THAT(decide("one", State::suspended), succeeds());
  EXPECT_THAT(record_version(), fails_with("TRANSITION_RACED"));
  EXPECT_EQ(found().registered_state, State::suspended);
  EXPECT_THAT(licenses->find(version().identifier), fails_with("LICENSE_NOT_FOUND"));
  ASSERT_TRUE(void_plan("A2", "TRANSITION_RACED"));
  EXPECT_EQ(licenses->transitions(license("A1").identifier)->at(0).status, TransitionStatus::voided);
  EXPECT_TRUE(found().successor.empty());
}

TEST_P(LifeContract, JudgesASuccessionBeforeItIsPlanned) {
  issue("issue", "A1");
  license::Plan refused = succession("change");
  refused.ask = [](const License&) -> Result<Asked> { return fail(ErrorKind::conflict, "TRANSITION_STATE"); };
  EXPECT_THAT(licenses->record_plan(refused), fails_with("TRANSITION_STATE"));
  EXPECT_TRUE(licenses->open_plans()->empty());
}

TEST_P(LifeContract, CountsTheVersionsOfASerial) {
  const auto planned = [&](const std::string& serial, int version) {
    license::Plan wanted = plan(serial + std::to_string(version), serial + std::to_string(version));
    wanted.license.identifier =
        license::Identifier{"11100000000013338W011", "11430000006122244L", serial, version}.text();
    EXPECT_THAT(licenses->record_plan(wanted), succeeds());
    return wanted.license.identifier;
  };
  const std::string first = planned("A1", 1);
  planned("A10", 9);
  EXPECT_EQ(licenses->last_version(first).value(), 1);
  planned("A1", 2);
  planned("A1", 10);
  EXPECT_EQ(licenses->last_version(first).value(), 10);
}

TEST_P(LifeContract, OfManyThreadsOneDecides) {
  issue("issue", "A1");
  std::vector<bool> made(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < made.size(); ++i)
      threads.emplace_back([&, i] {
        const auto once = [&](const License& found) -> Result<Asked> {
          if (found.revision > 0) return fail(ErrorKind::conflict, "TRANSITION_RACED");
          Transition wanted = transition(license("A1"), "suspend", State::suspended);
          wanted.id = "id" + std::to_string(i);
          wanted.from = State::valid;
          return Asked{wanted, mark(wanted, State::suspended)};
        };
        if (licenses->record_transition(key(std::to_string(i)), once)) ids = static_cast<int>(i);
      });
  }
  EXPECT_EQ(found().revision, 1);
  EXPECT_EQ(licenses->transitions(license("A1").identifier)->size(), 1U);
}

TEST_P(LifeContract, ListsInPages) {
  for (int i = 1; i <= 5; ++i)
    issue("key" + std::to_string(i), "A" + std::to_string(i));
  ASSERT_TRUE(licenses->record_plan(plan("open", "B1")));
  license::ListFilter filter;
  filter.issuer_code = license("A1").issuer_code;
  filter.limit = 2;
  filter.now = noon;
  std::vector<std::string> listed;
  for (int pages = 0; pages < 9; ++pages) {
    const auto page = licenses->list(filter).value();
    for (const License& license : page.licenses)
      listed.push_back(license.reference);
    if (!page.next) break;
    filter.after = *page.next;
    if (pages == 0) issue("later", "A6"); // what comes while somebody pages is at the end
  }
  EXPECT_EQ(listed, (std::vector<std::string>{"reference-A1", "reference-A2", "reference-A3", "reference-A4",
                                              "reference-A5", "reference-A6"}));
}

TEST_P(LifeContract, ListsWhatIsAskedFor) {
  issue("key1", "A1");
  license::Plan other = plan("key2", "A2");
  other.license.type_code = "11100000MB0143028R001";
  other.license.issued_on = "2026-02-01";
  other.license.holder = {"李四样例", "111", "64010419900101003X"};
  ASSERT_TRUE(licenses->record_plan(other));
  License made = other.license;
  made.registered_state = State::valid;
  made.document_digest = crypto::sm3(document);
  ASSERT_TRUE(
      licenses->record_issued(made, document, license::issued_leaf(made, test::test_blinder(), noon)));
  ASSERT_THAT(decide("one", State::suspended), succeeds());
  const auto count = [&](const std::function<void(license::ListFilter&)>& change) {
    license::ListFilter filter;
    filter.issuer_code = license("A1").issuer_code;
    filter.now = noon;
    change(filter);
    return licenses->list(filter)->licenses.size();
  };
  EXPECT_EQ(count([](auto&) {}), 2U);
  EXPECT_EQ(count([](auto& f) { f.issuer_code = "another"; }), 0U);
  EXPECT_EQ(count([](auto& f) { f.type_code = "11100000MB0143028R001"; }), 1U);
  EXPECT_EQ(count([](auto& f) { f.state = State::suspended; }), 1U);
  EXPECT_EQ(count([](auto& f) { f.issued_from = "2026-02-02"; }), 1U);
  EXPECT_EQ(count([](auto& f) { f.issued_to = "2026-02-28"; }), 1U);
  EXPECT_EQ(count([](auto& f) { f.issued_from = "2026-02-01", f.issued_to = "2026-03-01"; }), 2U);
  EXPECT_EQ(count([](auto& f) { f.holder_code_type = "111", f.holder_code = "64010419900101003X"; }), 1U);
  EXPECT_EQ(count([&](auto& f) { f.type_code = license("A1").type_code, f.number = license("A1").number; }),
            1U);
  EXPECT_EQ(licenses->issued(license("A1").issuer_code, "2026-02-01", "2026-02-28")->size(), 1U);
  const auto counted = licenses->issued(license("A1").issuer_code, "2026-01-01", "2026-12-31").value();
  ASSERT_EQ(counted.size(), 2U);
  EXPECT_EQ(counted[0].type_code, license("A1").type_code);
  EXPECT_EQ(counted[0].count, 1);
  EXPECT_EQ(counted[0].first_day, "2026-03-01");
  EXPECT_EQ(counted[0].last_day, "2026-03-01");
}

TEST_P(LifeContract, FeedsWhatWasDoneSince) {
  issue("key1", "A1");
  ASSERT_TRUE(licenses->record_plan(plan("key2", "B2")));
  ASSERT_TRUE(void_plan("B2", "SELF_CHECK_FAILED"));
  ASSERT_THAT(decide("one", State::suspended), succeeds());
  const std::string issuer = license("A1").issuer_code;
  const auto all = licenses->feed(issuer, 0, 10).value();
  EXPECT_EQ(all.next, 3U);
  const auto words = [](const license::FeedPage& page) {
    std::vector<std::string> list;
    for (const license::FeedEntry& entry : page.entries)
      if (entry.word != "voided") list.push_back(entry.what + " " + entry.word);
    return list;
  };
  EXPECT_EQ(words(all), (std::vector<std::string>{"license-issued valid", "license-transition suspended"}));
  EXPECT_EQ(words(licenses->feed(issuer, 1, 10).value()),
            (std::vector<std::string>{"license-transition suspended"}));
  EXPECT_EQ(licenses->feed(issuer, 0, 1)->entries.size(), 1U);
  EXPECT_EQ(licenses->feed(issuer, 3, 10)->next, 3U);
  EXPECT_TRUE(licenses->feed("another", 0, 10)->entries.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Registers, LifeContract,
    testing::Values(RegisterUnderTest{"memory", [] { return std::make_unique<test::MemoryRegister>(); }},
                    RegisterUnderTest{"sqlite", make_in_a_folder_of_its_own}),
    [](const auto& info) { return info.param.name; });

} // namespace
} // namespace elicense::store
