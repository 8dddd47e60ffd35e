// SPDX-License-Identifier: Apache-2.0
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using test::body_of;

class StatusEndpoints : public testing::Test {
 protected:
  StatusEndpoints() {
    license = body_of(house.issue(house.types.find(test::business_license)->example, "the-license"));
  }
  http::Response ask(const std::string& path, const std::string& accept = "",
                     const std::multimap<std::string, std::string, std::less<>>& query = {}) const {
    access::Headers headers;
    if (!accept.empty()) headers["accept"] = accept;
    http::Request request = test::request_of("GET", path, "", headers);
    request.query = query;
    return house.call_unsigned(std::move(request));
  }
  std::pair<std::string, std::size_t> place() const {
    const auto shown = body_of(house.call("GET", "/v1/licenses/" + license["identifier"].get<std::string>()));
    const auto& status = shown["status"]["status_list"];
    return {status["uri"], status["idx"]};
  }
  status::Status status_in(const http::Response& response, Time at) const {
    const auto [uri, index] = place();
    const std::vector keys = {house.context().status_key.key};
    const auto read = response.content_type == "application/statuslist+cwt"
                          ? status::read_cwt(response.body, keys, {uri, at})
                          : status::read_jwt(as_text(response.body), keys, {uri, at});
    return read.value().list.at(index).value();
  }
  test::Reception house;
  nlohmann::json license;
};

TEST_F(StatusEndpoints, AnybodyTakesTheListInEitherForm) {
  const auto jwt = ask("/v1/status-lists/0"), cwt = ask("/v1/status-lists/0", "application/statuslist+cwt");
  EXPECT_EQ(jwt.content_type, "application/statuslist+jwt");
  EXPECT_EQ(cwt.content_type, "application/statuslist+cwt");
  for (const auto& response : {jwt, cwt}) {
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(status_in(response, house.now), status::Status::valid);
    EXPECT_EQ(test::header_of(response, "Cache-Control"), "public, max-age=30");
    EXPECT_EQ(test::header_of(response, "Vary"), "Accept");
  }
  EXPECT_EQ(place().first, "https://test.example/v1/status-lists/0");
}

TEST_F(StatusEndpoints, ARevokedLicenseShows) {
  ask("/v1/status-lists/0");
  house.licenses.set_state(license["identifier"], license::State::revoked);
  house.now += status::made_anew_after;
  EXPECT_EQ(status_in(ask("/v1/status-lists/0"), house.now), status::Status::invalid);
}

TEST_F(StatusEndpoints, TellOfAPastTime) {
  const auto at = [&](Time time) {
    return ask("/v1/status-lists/0", "", {{"time", std::to_string(time.time_since_epoch().count())}});
  };
  EXPECT_EQ(status_in(at(house.now), house.now), status::Status::valid);
  EXPECT_EQ(body_of(at(house.now + std::chrono::hours(1)))["code"], "STATUS_TIME");
  for (const char* time : {"", "x", "-1", "2026-01-01"})
    EXPECT_EQ(body_of(ask("/v1/status-lists/0", "", {{"time", time}}))["code"], "REQUEST_FIELDS") << time;
}

TEST_F(StatusEndpoints, NameAllListsAndTheKey) {
  const auto body = body_of(ask("/v1/status-lists"));
  EXPECT_EQ(body["status_lists"], nlohmann::json({"https://test.example/v1/status-lists/0"}));
  ASSERT_EQ(body["keys"].size(), 1U);
  EXPECT_EQ(body["keys"][0]["alg"], "elicense/SM2-SM3");
  EXPECT_EQ(body["keys"][0]["cose_alg"], -70001);
  EXPECT_EQ(body["keys"][0]["kid"], house.context().status_key.key.key_id());
  EXPECT_THAT(body["keys"][0]["public_key"].get<std::string>(),
              testing::StartsWith("-----BEGIN PUBLIC KEY-----"));
}

TEST_F(StatusEndpoints, KnowNoOtherLists) {
  for (const char* list : {"1", "x", "-1", "18446744073709551616"}) {
    const auto answer = ask("/v1/status-lists/" + std::string(list));
    EXPECT_EQ(answer.status, 404U) << list;
    EXPECT_EQ(body_of(answer)["code"], "STATUS_LIST_NOT_FOUND");
  }
}

} // namespace
} // namespace elicense
