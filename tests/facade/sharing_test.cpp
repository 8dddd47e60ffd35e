// SPDX-License-Identifier: Apache-2.0
// The sharing service without a socket: the shapes of the reference, its codes, and that nothing is given
// that /v1 would not give.
#include "facade/sharing.hpp"
#include "tests/support/contract.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/one_license_matter.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;
using test::business_license;

const std::string zzgx = "/v1.0/zzgx/", cert = "/CertShare/";

class Sharing : public ::testing::Test {
 protected:
  Sharing() {
    license = body_of(house.issue(house.types.find(business_license)->example, "license"));
    field = license["data"].begin().key();
    EXPECT_TRUE(house.matters.publish(test::matter_for("m-1", {test::item_for(business_license, field)})));
    const std::string scopes = "license_type:* matter:m-1";
    office = house.people.with_secret({Role::integrator, Role::issuer_clerk}, test::own_authority, scopes);
    system = house.people.with_secret({Role::integrator}, test::own_authority, scopes);
    elsewhere = house.people.with_secret({Role::integrator}, test::other_authority, scopes);
    clerk = house.people.clerk("window-clerk-1");
    holder =
        house.people.login("", {Role::holder}, {license["holder"]["code_type"], license["holder"]["code"]});
  }

  static std::string secret_of(const std::optional<test::KnownParty>& party) {
    return to_base64(std::get<crypto::SecretBytes>(party->key.key).view());
  }
  json post(const std::string& path, const json& body) {
    const auto answer = house.call_unsigned(
        test::request_of("POST", path, body.dump(), {{"content-type", "application/json"}}));
    EXPECT_EQ(answer.status, 200U) << as_text(answer.body);
    told = answer.told;
    return body_of(answer);
  }
  json ask(const std::string& path, const json& data, const std::optional<test::KnownParty>& by) {
    return post(path, {{"head", {{"accessId", by->key.key_id + "/" + clerk}, {"accessToken", secret_of(by)}}},
                       {"data", data}});
  }
  json ask(const std::string& path, const json& data) { return ask(path, data, office); }
  // Ours and theirs.
  static std::pair<std::string, int> refusal(const json& answer) {
    EXPECT_TRUE(answer["data"].is_null()) << answer;
    if (!answer.contains("error")) return {"", answer["head"]["status"]};
    EXPECT_NE(answer["error"]["next_step"], "") << answer;
    EXPECT_NE(answer["head"]["message"], "") << answer;
    const json& head = answer["head"];
    const bool has_code = head.contains("code") && head["code"].is_number();
    return {answer["error"]["code"], has_code ? head["code"].get<int>() : head["status"].get<int>()};
  }
  json about() const { return {{"zzbs", license["identifier"]}, {"certIdentifier", license["identifier"]}}; }
  std::string shown(bool at_once = true) {
    json wish = {{"licenses", {license["identifier"]}}};
    if (at_once) wish["for_matter"] = {{"code", "m-1"}, {"name", "设立登记"}};
    return body_of(house.call_unsigned(test::request_of("POST", "/v1/show-codes", wish.dump(),
                                                        {{"authorization", "Bearer " + holder},
                                                         {"content-type", "application/json"},
                                                         {"idempotency-key", "k"}})))["code"]["url"];
  }
  json cause() const {
    return {{"certificateEventCode", "m-1"},
            {"certificateMatterName", "设立登记"},
            {"certificateCopyCause", "2026-000017"}};
  }
  std::string newest_purpose() {
    const license::Holder of{
        .name = {}, .code_type = license["holder"]["code_type"], .code = license["holder"]["code"]};
    return house.accesses.of_holder(of, 0, 1).value().at(0).access.reader.purpose;
  }

  unsigned told = 0; // by the last answer
  test::Reception house;
  json license;
  std::string field, clerk, holder;
  std::optional<test::KnownParty> office, system, elsewhere;
};

TEST_F(Sharing, EveryCallHasTheShapeOfTheReference) {
  const json contract = test::contract("sharing");
  test::Names names = {{"access_id", office->key.key_id},
                       {"secret", secret_of(office)},
                       {"operator", clerk},
                       {"identifier", license["identifier"]},
                       {"type", business_license},
                       {"holder", license["holder"]["name"]},
                       {"holder_code", license["holder"]["code"]},
                       {"holder_code_type", license["holder"]["code_type"]},
                       {"number", license["number"]},
                       {"purpose", "企业变更登记"},
                       {"matter", "m-1"},
                       {"matter_name", "设立登记"},
                       {"case", "2026-000017"},
                       {"credential", shown()}};
  for (const json& each : contract["calls"]) {
    SCOPED_TRACE(each["name"]);
    const json answer = post(each["path"], test::filled(each["request"], names));
    ASSERT_EQ(answer["head"]["status"], 0) << answer;
    EXPECT_EQ(test::misfit(answer, contract["envelope"]), "") << answer;
    EXPECT_EQ(test::misfit(answer, each["answer"]), "") << answer;
    EXPECT_EQ(answer["data"].value("status", 0), 0) << answer;
    const json kept = each.value("keep", json::object());
    for (const auto& [name, pointer] : kept.items())
      names[name] = answer.at(json::json_pointer(pointer.get<std::string>()));
  }
}

TEST_F(Sharing, GivesWhatV1GivesAndNoMore) {
  const json whole = ask(cert + "queryCertInfo", about(), system)["data"]["certData"];
  EXPECT_EQ(told, 200U);
  EXPECT_EQ(whole["holder"], license["holder"]["name"]);
  EXPECT_EQ(whole[field], license["data"][field]);
  for (const std::string& path : {cert + "queryCertInfo", cert + "downloadFile", cert + "downloadUrl"})
    EXPECT_EQ(refusal(ask(path, about(), elsewhere)), std::pair(std::string("LICENSE_NOT_FOUND"), 10))
        << path;
  EXPECT_EQ(refusal(ask(zzgx + "zzcx", about(), elsewhere)), std::pair(std::string("LICENSE_NOT_FOUND"), 3));
  EXPECT_EQ(told, 404U) << "for the metrics";
  const json by_holder = {{"holderCode", license["holder"]["code"]},
                          {"holderTypeCode", license["holder"]["code_type"]}};
  EXPECT_EQ(refusal(ask(cert + "queryCertInfoByHolderCode", by_holder, system)),
            std::pair(std::string("ACCESS_DENIED"), 100));
  const json masked = ask(cert + "queryCertInfoByHolderCode", by_holder)["data"]["certData"][0];
  EXPECT_EQ(masked["holderCode"], license["holder"]["code"]) << "of an organization: public";
  EXPECT_EQ(masked["法定代表人"], "张**") << "lists are masked";
}

TEST_F(Sharing, ThePurposeStandsInTheLogOfTheHolder) {
  json data = about();
  data["useCause"] = R"({"certificateCopyCause":"年检 100%","certificateMatterName":"x"})";
  ask(cert + "queryCertInfo", data);
  EXPECT_EQ(newest_purpose(), "年检 100%");
  ask(zzgx + "zzxxxz", {{"zzbs", license["identifier"]}, {"dzzzsymd", "变更登记"}});
  EXPECT_EQ(newest_purpose(), "变更登记");
  data["useCause"] = std::string(api::max_reason + 1, 'x');
  EXPECT_EQ(refusal(ask(cert + "queryCertInfo", data)), std::pair(std::string("READING_REASON"), 102));
}

TEST_F(Sharing, AnAnnotatedCopyTakesConsent) {
  for (const char* const member : {"jzjyxqjzsj", "expiryTime", "certificateCopyExpiringTime"}) {
    json data = about();
    data[member] = "20270101000000";
    EXPECT_EQ(refusal(ask(zzgx + "zzxxxz", data)), std::pair(std::string("FACADE_COPY_END"), 4)) << member;
  }
}

TEST_F(Sharing, DataHaveTheOutcomesOfTheReference) {
  const auto outcome = [&](json data) { return ask(zzgx + "zzxxyz", data)["data"]["status"]; };
  const json good = {{"zzbs", license["identifier"]}, {"czztdm", license["holder"]["code"]}};
  EXPECT_EQ(outcome(good), 0);
  json data = good;
  data[field] = "another";
  EXPECT_EQ(outcome(data), 6);
  EXPECT_EQ(outcome({{"zzbs", license["identifier"]}}), 4);
  data = good;
  data["zzbs"] = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
  EXPECT_EQ(outcome(data), 5);
  const json by_number = {
      {"zzlxdm", business_license}, {"zzbh", license["number"]}, {"czztdm", license["holder"]["code"]}};
  EXPECT_EQ(outcome(by_number), 0);
  data = by_number;
  data["zzbh"] = "none";
  EXPECT_EQ(outcome(data), 5);
  EXPECT_EQ(refusal(ask(zzgx + "zzxxyz", by_number, system)), std::pair(std::string("ACCESS_DENIED"), 1));
}

TEST_F(Sharing, NamesWhatIsMissing) {
  const std::map<std::string, int> missing = {{"certNo", 109}, {"holderCode", 110}, {"holder", 111}};
  for (const auto& [member, status] : missing) {
    json claimed = {{"certNo", "1"}, {"holderCode", "2"}, {"holder", "3"}};
    claimed.erase(member);
    EXPECT_EQ(refusal(ask(cert + "verifyCertInfo", {{"certData", claimed}})),
              std::pair(std::string("FACADE_FIELDS"), status));
  }
  for (const char* const call : {"queryCertInfo", "queryCertInfoByHolderCode", "downloadFile", "downloadUrl",
                                 "getCertRemarkInfo", "verifyFile", "queryCertInfoByQRcode"})
    EXPECT_EQ(refusal(ask(cert + call, json::object())), std::pair(std::string("FACADE_FIELDS"), 12)) << call;
  EXPECT_EQ(refusal(ask(zzgx + "zzcx", json::object())), std::pair(std::string("FACADE_FIELDS"), 5));
  EXPECT_EQ(refusal(ask(zzgx + "zzcx", "text")), std::pair(std::string("FACADE_FIELDS"), 5));
}

TEST_F(Sharing, FilesHaveTheOutcomesOfTheReference) {
  const std::string content = ask(zzgx + "zzxxxz", about())["data"]["content"];
  const auto outcome = [&](const std::string& file) {
    return ask(cert + "verifyFile", {{"contentType", "base64"}, {"content", file}})["data"];
  };
  EXPECT_EQ(outcome(content)["status"], 0);
  EXPECT_EQ(outcome(to_base64(to_bytes("no OFD")))["status"], 2);
  test::OfdEntries entries(from_base64(content).value());
  for (const std::string& name : entries.names())
    if (name.ends_with("Content.xml")) entries.set(name, entries.text(name) + "\n");
  const json changed = outcome(to_base64(entries.pack()));
  EXPECT_EQ(changed["status"], 1) << changed;
  EXPECT_EQ(changed["verdict"], "untrusted");
}

TEST_F(Sharing, NobodyIsTakenWithoutProof) {
  const json body = {{"data", about()}};
  EXPECT_EQ(refusal(post(cert + "queryCertInfo", body)), std::pair(std::string("AUTHENTICATION_NEEDED"), 11));
  json wrong = body;
  wrong["head"] = {{"accessId", office->key.key_id}, {"accessToken", secret_of(system)}};
  EXPECT_EQ(refusal(post(cert + "queryCertInfo", wrong)),
            std::pair(std::string("AUTHENTICATION_FAILED"), 11));
  wrong["head"] = {{"token", office->key.key_id + "." + secret_of(system)}};
  EXPECT_EQ(refusal(post(zzgx + "zzcx", wrong)), std::pair(std::string("AUTHENTICATION_FAILED"), 1));
}

TEST_F(Sharing, AScannedCodeGivesWhatWasAgreedTo) {
  const json data = {{"qrcode", shown()}, {"useCause", cause()}};
  const json given = ask(cert + "queryCertInfoByQRcode", data, system);
  ASSERT_EQ(given["head"]["status"], 0) << given;
  EXPECT_EQ(given["data"]["certData"]["cert_identifier"], license["identifier"]);
  EXPECT_EQ(given["data"]["certData"][field], license["data"][field]);
  EXPECT_TRUE(given["data"]["certData"]["holderCode"].is_null()) << "nobody asked for it";
  EXPECT_EQ(ask(cert + "queryCertInfoByQRcode", data, system)["data"], given["data"]) << "the same use";
  EXPECT_EQ(
      refusal(ask(cert + "queryCertInfoByQRcode", {{"qrcode", shown(false)}, {"useCause", cause()}}, system)),
      std::pair(std::string("FACADE_WAITING"), 99));
  EXPECT_EQ(refusal(ask(cert + "queryCertInfoByQRcode", {{"qrcode", shown()}, {"useCause", "扫码"}}, system)),
            std::pair(std::string("FACADE_FIELDS"), 12));
}

TEST_F(Sharing, IsNotThereWhenSwitchedOff) {
  house.set_facades({.license_app = true, .public_url = {}});
  for (const http::Route& route : house.routes())
    EXPECT_FALSE(route.pattern.starts_with(zzgx) || route.pattern.starts_with(cert)) << route.pattern;
}

TEST_F(Sharing, IsBrakedAsV1Is) {
  std::pair<std::string, int> answer;
  for (int n = 100; n < 125 && answer.first != "HARVEST_SLOWED"; ++n)
    answer = refusal(ask(zzgx + "zzcx",
                         {{"zzbs", "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403." +
                                       std::to_string(n) + ".U"}},
                         system));
  EXPECT_EQ(answer, std::pair(std::string("HARVEST_SLOWED"), 17));
}

} // namespace
} // namespace elicense
