// SPDX-License-Identifier: Apache-2.0
#include "status/publisher.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::status {
namespace {

using std::chrono::seconds;
using test::fails_with;
using test::succeeds;

constexpr std::string_view base = "https://licenses.example/v1/status-lists";

class Licenses final : public Source {
 public:
  Result<std::uint64_t> count() override { return planned; }
  Result<std::uint64_t> number_of(std::string_view identifier) override {
    if (identifier == "license-7") return 7U;
    if (identifier == "license-70000") return 70000U;
    return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  }
  Result<std::vector<Numbered>> exceptions(std::uint64_t first, std::size_t count, Time at) override {
    ++asked;
    std::vector<Numbered> found;
    for (const auto& [number, change] : changes)
      if (number >= first && number < first + count && change.first <= at)
        found.push_back({number, change.second});
    return found;
  }
  std::uint64_t planned = 100;
  std::map<std::uint64_t, std::pair<Time, Status>> changes;
  int asked = 0;
};

class Publishing : public testing::Test {
 protected:
  Published read(Result<Bytes> token, const std::string& uri, Time at) const {
    return read_jwt(as_text(token.value()), keys, {uri, at}).value();
  }
  Status status_of(std::string_view identifier) {
    const auto reference = publisher.reference_of(identifier).value();
    const auto list = std::stoull(reference.uri.substr(base.size() + 1));
    return read(publisher.current(list, Form::jwt), reference.uri, now).list.at(reference.index).value();
  }

  Time now = from_rfc3339("2026-06-15T12:00:00Z").value();
  Licenses licenses;
  const crypto::Sm2PrivateKey key = crypto::Sm2PrivateKey::generate();
  const std::vector<ListKey> keys = {ListKey::sm2(key.public_key(), "status")};
  std::vector<std::pair<std::uint64_t, Bytes>> recorded;
  bool full = false;
  Publisher publisher{{.source = licenses,
                       .places = Places(crypto::SecretBytes(as_bytes("0123456789abcdef0123456789abcdef"))),
                       .signer = sm2_list_signer(std::make_shared<crypto::SoftwareSigner>(key), "status"),
                       .base = std::string(base),
                       .record = [this](std::uint64_t list, ByteView token) -> Result<void> {
                         if (full) return fail(ErrorKind::unavailable, "STORE_FULL");
                         recorded.emplace_back(list, to_bytes(token));
                         return {};
                       },
                       .clock = [this] { return now; }}};
};

TEST_F(Publishing, SaysOfEachLicenseWhatItsStateIs) {
  EXPECT_EQ(status_of("license-7"), Status::valid);
  licenses.changes[7] = {now, Status::invalid};
  now += made_anew_after;
  EXPECT_EQ(status_of("license-7"), Status::invalid);
  licenses.planned = 70001;
  licenses.changes[70000] = {now, Status::suspended};
  EXPECT_EQ(status_of("license-70000"), Status::suspended);
}

TEST_F(Publishing, BothFormsSayTheSame) {
  licenses.changes[7] = {now, Status::replaced};
  const auto jwt = read(publisher.current(0, Form::jwt), std::string(base) + "/0", now);
  const auto cwt =
      read_cwt(publisher.current(0, Form::cwt).value(), keys, {std::string(base) + "/0", now}).value();
  EXPECT_EQ(jwt.list.packed(), cwt.list.packed());
  EXPECT_EQ(jwt.aggregation_uri, base);
  EXPECT_EQ(jwt.ttl, kept_by_readers);
  EXPECT_EQ(jwt.expires_at, now + believed_for);
}

TEST_F(Publishing, IsSeenWithinAMinute) {
  EXPECT_LT(made_anew_after + kept_by_readers, seconds(60));
  const auto first = publisher.current(0, Form::jwt).value();
  now += made_anew_after - seconds(1);
  EXPECT_EQ(publisher.current(0, Form::jwt).value(), first);
  EXPECT_EQ(licenses.asked, 1);
  now += seconds(1);
  EXPECT_NE(publisher.current(0, Form::jwt).value(), first);
}

TEST_F(Publishing, IsRecordedWhenItSaysSomethingElse) {
  publisher.current(0, Form::jwt).value();
  now += made_anew_after;
  publisher.current(0, Form::cwt).value();
  ASSERT_EQ(recorded.size(), 1U);
  licenses.changes[7] = {now, Status::invalid};
  now += made_anew_after;
  const auto token = publisher.current(0, Form::jwt).value();
  ASSERT_EQ(recorded.size(), 2U);
  EXPECT_EQ(recorded[1], (std::pair(std::uint64_t{0}, token)));
  now += made_anew_after;
  licenses.changes.clear();
  full = true;
  EXPECT_THAT(publisher.current(0, Form::jwt), fails_with("STORE_FULL"))
      << "what is not recorded is not published";
}

TEST_F(Publishing, TellsHowItWas) {
  licenses.changes[7] = {now - seconds(100), Status::invalid};
  const auto reference = publisher.reference_of("license-7").value();
  const auto at = [&](Time time) {
    return read(publisher.past(0, Form::jwt, time), reference.uri, time).list.at(reference.index).value();
  };
  EXPECT_EQ(at(now - seconds(101)), Status::valid);
  EXPECT_EQ(at(now - seconds(100)), Status::invalid);
  EXPECT_EQ(at(now), Status::invalid);
  EXPECT_THAT(publisher.past(0, Form::cwt, now + seconds(1)), fails_with("STATUS_TIME"));
  EXPECT_TRUE(recorded.empty());
}

TEST_F(Publishing, ListsAreThoseThereAre) {
  EXPECT_EQ(publisher.uris().value(), std::vector{std::string(base) + "/0"});
  EXPECT_THAT(publisher.current(1, Form::jwt), fails_with("STATUS_LIST_NOT_FOUND"));
  licenses.planned = list_size;
  EXPECT_THAT(publisher.past(1, Form::jwt, now), fails_with("STATUS_LIST_NOT_FOUND"));
  licenses.planned = list_size + 1;
  EXPECT_EQ(publisher.uris()->size(), 2U);
  EXPECT_THAT(publisher.current(1, Form::jwt), succeeds());
  EXPECT_THAT(publisher.current(2, Form::jwt), fails_with("STATUS_LIST_NOT_FOUND"));
  licenses.planned = 0;
  EXPECT_THAT(publisher.current(0, Form::jwt), succeeds());
  EXPECT_THAT(publisher.reference_of("another"), fails_with("LICENSE_NOT_FOUND"));
}

TEST(StatusOf, IsWhatAVerifierHasToKnow) {
  using enum license::State;
  for (const auto good : {valid, not_yet_valid, expired})
    EXPECT_EQ(status_of(good), Status::valid);
  for (const auto bad : {pending, cancelled, annulled, revoked})
    EXPECT_EQ(status_of(bad), Status::invalid);
  EXPECT_EQ(status_of(suspended), Status::suspended);
  EXPECT_EQ(status_of(replaced), Status::replaced);
}

TEST_F(Publishing, NoPlaceIsReservedTwice) {
  const auto first = publisher.reserve(), second = publisher.reserve();
  ASSERT_THAT(first, succeeds());
  EXPECT_EQ(first->number, 100U);
  EXPECT_EQ(second->number, 101U);
  EXPECT_EQ(first->uri, std::string(base) + "/0");
  EXPECT_NE(first->index, second->index);
  licenses.planned = 65536;
  const auto next = publisher.reserve();
  EXPECT_EQ(next->number, 65536U);
  EXPECT_EQ(next->uri, std::string(base) + "/1");
  EXPECT_EQ(publisher.reserve_number().value(), 65537U) << "of licenses and mandates together";
  EXPECT_EQ(publisher.reserve()->number, 65538U);
}

TEST_F(Publishing, AReservedPlaceIsWhereTheListHasIt) {
  licenses.planned = 7;
  const auto place = publisher.reserve();
  const auto told = publisher.reference_of("license-7");
  EXPECT_EQ(publisher.reference_at(7).uri, told->uri);
  EXPECT_EQ(publisher.reference_at(7).index, told->index);
  EXPECT_EQ(place->number, 7U);
  EXPECT_EQ(place->uri, told->uri);
  EXPECT_EQ(place->index, told->index);
}

} // namespace
} // namespace elicense::status
