// SPDX-License-Identifier: Apache-2.0
// Metadata, copies on paper, archives and several holders, without a socket.
#include "api/license_archive.hpp"
#include "crypto/sha256.hpp"
#include "ofd/package.hpp"
#include "ofd/xml.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/reception.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;
using testing::HasSubstr;
using testing::Not;

class Delivery : public ::testing::Test {
 protected:
  Delivery() {
    marriage = house.types.find(test::type_named("结婚证").code);
    couple = body_of(house.issue(marriage->example, "couple", marriage->code));
    company = body_of(house.issue(house.types.find(test::business_license)->example, "company"));
  }
  static std::string path(const json& license, const std::string& part = "") {
    return "/v1/licenses/" + license["identifier"].get<std::string>() + part;
  }
  http::Response post(const std::string& where, const json& body, const std::string& key = "key") const {
    return house.call("POST", where, as_bytes(body.dump()),
                      {{"content-type", "application/json"}, {"idempotency-key", key}});
  }
  http::Response as_holder(const std::string& where, const json& holder) {
    const std::string token =
        house.people.login("", {Role::holder}, {holder["code_type"], holder["code"].get<std::string>()});
    return house.call_unsigned(test::request_of("GET", where, "", {{"authorization", "Bearer " + token}}));
  }
  static Bytes whole(const http::Response& answer) {
    Bytes all;
    for (Bytes piece = answer.pieces->next(); !piece.empty(); piece = answer.pieces->next())
      all.insert(all.end(), piece.begin(), piece.end());
    return all;
  }
  static json manifest_of(const ofd::Package& archive) {
    return json::parse(as_text(*archive.find("manifest.json")));
  }
  ofd::Package archive(const json& body) const {
    const auto answer = post("/v1/license-archives", body);
    EXPECT_EQ(answer.status, 200U) << as_text(answer.body);
    return ofd::Package::open(whole(answer), {.entries = 5000}).value();
  }
  std::string code(const http::Response& response) const { return body_of(response)["code"]; }

  test::Reception house;
  const license::LicenseType* marriage = nullptr;
  json couple, company;
};

// --- several holders

TEST_F(Delivery, ALicenseNamesAllItsHolders) {
  ASSERT_EQ(couple["holders"].size(), 2U);
  EXPECT_EQ(couple["holders"][0], couple["holder"]);
  EXPECT_EQ(couple["holders"][1]["name"], "李四样例");
  EXPECT_EQ(company["holders"].size(), 1U);
}

TEST_F(Delivery, EachHolderReadsItAndSeesTheOtherMasked) {
  for (const std::size_t own : {0U, 1U}) {
    const auto answer = as_holder(path(couple), couple["holders"][own]);
    ASSERT_EQ(answer.status, 200U);
    const json license = body_of(answer);
    EXPECT_EQ(license["holders"][own], couple["holders"][own]);
    EXPECT_NE(license["holders"][1 - own]["code"], couple["holders"][1 - own]["code"]);
    EXPECT_EQ(license["masked"], true);
    EXPECT_THAT(license.dump(), Not(HasSubstr(couple["holders"][1 - own]["code"].get<std::string>())));
    EXPECT_EQ(as_holder(path(couple, "/document"), couple["holders"][own]).status, 200U);
  }
  json stranger = couple["holder"];
  stranger["code"] = "64010419900101003X";
  EXPECT_EQ(as_holder(path(couple), stranger).status, 404U);
  EXPECT_EQ(body_of(as_holder(path(company), company["holder"]))["masked"], false);
}

TEST_F(Delivery, AReadingIsRecordedForEachHolder) {
  const auto before = house.accesses.all().size();
  ASSERT_EQ(as_holder(path(couple), couple["holders"][1]).status, 200U);
  const auto accesses = house.accesses.all();
  ASSERT_EQ(accesses.size(), before + 2);
  EXPECT_EQ(accesses[before].holder.name, "张三样例");
  EXPECT_TRUE(accesses[before].masked);
  EXPECT_EQ(accesses[before + 1].holder.name, "李四样例");
  EXPECT_FALSE(accesses[before + 1].masked);
  EXPECT_NE(accesses[before].nonce, accesses[before + 1].nonce);
}

TEST_F(Delivery, ThePageNamesBothAndASearchFindsBoth) {
  const std::string url = couple["verification_url"];
  const auto page = house.call("GET", "/v/" + url.substr(url.rfind('/') + 1));
  EXPECT_THAT(std::string(as_text(page.body)), HasSubstr("张**、李**"));
  for (const json& holder : couple["holders"]) {
    const auto found = body_of(post("/v1/license-searches", {{"holder_code_type", holder["code_type"]},
                                                             {"holder_code", holder["code"]}}));
    EXPECT_EQ(found["licenses"].size(), 1U);
  }
}

TEST_F(Delivery, AClaimIsAboutOneHolder) {
  const auto ask = [&](const json& fields) {
    return body_of(post("/v1/verifications",
                        {{"identifier", couple["identifier"]}, {"fields", fields}}))["wrong_fields"];
  };
  const json &one = couple["holders"][0], &other = couple["holders"][1];
  EXPECT_EQ(ask({{"holder_name", other["name"]}, {"holder_code", other["code"]}}), json::array());
  EXPECT_EQ(ask({{"holder_name", one["name"]}, {"holder_code", other["code"]}}), json({"holder_code"}));
}

TEST_F(Delivery, ATypeSaysWhoMayHoldItsLicenses) {
  const json type = body_of(house.call("GET", "/v1/license-types/" + marriage->code));
  EXPECT_EQ(type["holder"]["others"][0]["name_field"], "配偶姓名");
  EXPECT_EQ(post("/v1/licenses",
                 {{"license_type", marriage->code},
                  {"data", marriage->example},
                  {"other_holder_code_types", json::array({"414"})}},
                 "kinds")
                .status,
            201U);
  EXPECT_EQ(code(post("/v1/licenses", {{"license_type", marriage->code},
                                       {"data", marriage->example},
                                       {"other_holder_code_types", "414"}})),
            "REQUEST_FIELDS");
}

// --- metadata

// Name and value of every element, as they come.
std::vector<std::pair<std::string, std::string>> pairs_of_xml(ByteView xml) {
  const auto file = ofd::parse_xml(xml, ofd::XmlProfile::foreign).value();
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const ofd::XmlElement& element : file.root.children)
    pairs.emplace_back(element.attributes.front().value, element.text);
  return pairs;
}

std::vector<std::pair<std::string, std::string>> pairs_of_json(ByteView text) {
  const auto body = nlohmann::ordered_json::parse(as_text(text));
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [name, value] : body["metadata"].items())
    for (const auto& each : value.is_array() ? value : nlohmann::ordered_json::array({value}))
      pairs.emplace_back(name, each);
  return pairs;
}

TEST_F(Delivery, MetadataAreTheSameInXmlAndJson) {
  for (const license::LicenseType* const type : house.types.all()) {
    const auto issued = body_of(house.issue(type->example, "metadata-of-" + type->code, type->code));
    ASSERT_TRUE(issued.contains("identifier")) << type->name << issued;
    const auto xml = house.call("GET", path(issued, "/metadata.xml"));
    const auto plain = house.call("GET", path(issued, "/metadata.json"));
    EXPECT_EQ(xml.content_type, "application/xml");
    EXPECT_EQ(pairs_of_xml(xml.body), pairs_of_json(plain.body)) << type->name;
    EXPECT_EQ(body_of(plain)["metadata"]["ZZBS"], issued["identifier"]);
    EXPECT_EQ(body_of(plain)["metadata"]["CZZT"].size(), issued["holders"].size());
  }
}

TEST_F(Delivery, MetadataShowAHolderNothingOfTheOther) {
  const auto seen = as_holder(path(couple, "/metadata.json"), couple["holders"][1]);
  EXPECT_EQ(body_of(seen)["metadata"]["CZZT"], (json{"张**", "李四样例"}));
  EXPECT_EQ(body_of(seen)["masked"], true);
  EXPECT_THAT(std::string(as_text(seen.body)), Not(HasSubstr(couple["holder"]["code"].get<std::string>())));
  EXPECT_EQ(house.accesses.all().back().what, "metadata");
}

// --- copies

TEST_F(Delivery, CopiesAreOrderedListedDrawnAndVerified) {
  const auto made = post(path(couple, "/copies"), {{"kind", "duplicate"}, {"purpose", "办事"}, {"count", 2}});
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  const json copy = body_of(made)["copies"][1];
  EXPECT_EQ(copy["label"], "副本（2-2）");
  const json list = body_of(house.call("GET", path(couple, "/copies")));
  EXPECT_EQ(list["copies"].size(), 2U);
  EXPECT_EQ(list["own_duplicate_number"], nullptr);
  EXPECT_EQ(list["duplicates"], 2);
  const auto svg = house.call("GET", path(couple, "/face.svg"), {}, {}, {{"copy", "duplicate-2"}});
  EXPECT_THAT(std::string(as_text(svg.body)), HasSubstr("2-2"));
  EXPECT_EQ(house.call("GET", path(couple, "/face.pdf"), {}, {}, {{"copy", "duplicate-2"}}).status, 200U);
  EXPECT_EQ(code(house.call("GET", path(couple, "/face.pdf"), {}, {}, {{"copy", "duplicate-3"}})),
            "COPY_NOT_FOUND");
  const std::string url = copy["verification_url"];
  const auto page = house.call("GET", "/v/" + url.substr(url.rfind('/') + 1));
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(std::string(as_text(page.body)), HasSubstr("副本（2-2）"));
  EXPECT_EQ(body_of(post(path(company, "/copies"), {{"kind", "duplicate"}, {"purpose", "办事"}},
                         "company"))["copies"][0]["label"],
            "副本（2-2）"); // the license is the first
}

TEST_F(Delivery, AnOrderThatIsNoneIsRefused) {
  for (const json& body :
       {json::array(), json::object(), json{{"kind", "duplicate"}}, json{{"kind", "photo"}, {"purpose", "x"}},
        json{{"kind", "reprint"}, {"purpose", "x"}, {"count", "1"}},
        json{{"kind", "reprint"}, {"purpose", "x"}, {"more", 1}}})
    EXPECT_EQ(code(post(path(couple, "/copies"), body)), "REQUEST_FIELDS") << body;
  EXPECT_EQ(code(post(path(couple, "/copies"), {{"kind", "reprint"}, {"purpose", ""}})), "COPY_PURPOSE");
}

TEST_F(Delivery, WhoMadeACopyIsNotToldToItsHolder) {
  post(path(couple, "/copies"), {{"kind", "reprint"}, {"purpose", "污损"}});
  const json seen = body_of(as_holder(path(couple, "/copies"), couple["holder"]));
  EXPECT_EQ(seen["copies"][0]["made_by"], nullptr);
  EXPECT_EQ(seen["copies"][0]["purpose"], "污损");
}

// --- archives

TEST_F(Delivery, AnArchiveHoldsWhatWasAskedForAndSaysSo) {
  const auto before = house.accesses.all().size();
  const auto zip = archive({{"licenses", {couple["identifier"], company["identifier"]}},
                            {"include", {"document", "pdf", "png", "svg", "metadata_xml", "metadata_json"}}});
  const json manifest = manifest_of(zip);
  EXPECT_EQ(zip.entries().size(), 13U);
  EXPECT_EQ(manifest["files"].size(), 12U);
  EXPECT_TRUE(manifest["refused"].empty());
  for (const json& file : manifest["files"]) {
    const Bytes* const content = zip.find(file["name"].get<std::string>());
    ASSERT_NE(content, nullptr);
    EXPECT_EQ(file["size"], content->size());
    EXPECT_EQ(file["sha256"], to_hex(crypto::sha256({*content})));
    EXPECT_EQ(file["sm3"], to_hex(crypto::sm3(*content)));
  }
  EXPECT_EQ(*zip.find(couple["identifier"].get<std::string>() + ".ofd"),
            house.call("GET", path(couple, "/document")).body);
  const auto accesses = house.accesses.all();
  EXPECT_EQ(std::ranges::count(accesses.begin() + static_cast<std::ptrdiff_t>(before), accesses.end() - 1,
                               "archive", &privacy::Access::what),
            3); // two holders and one
}

TEST_F(Delivery, WhatIsNotTheirsLooksLikeWhatIsNotThere) {
  const std::string absent = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
  const auto client = house.people.with_secret({Role::issuer_clerk}, test::other_authority, "license_type:*");
  const json body = {{"licenses", {couple["identifier"], absent, "x"}}, {"include", {"document"}}};
  const auto answer = house.call_as(client.key, test::request_of("POST", "/v1/license-archives", body.dump(),
                                                                 {{"content-type", "application/json"}}));
  ASSERT_EQ(answer.status, 200U);
  const json manifest = manifest_of(ofd::Package::open(whole(answer)).value());
  EXPECT_TRUE(manifest["files"].empty());
  ASSERT_EQ(manifest["refused"].size(), 3U);
  EXPECT_EQ(manifest["refused"][0]["code"], "LICENSE_NOT_FOUND");
  EXPECT_EQ(manifest["refused"][0]["text"], manifest["refused"][1]["text"]);
  EXPECT_EQ(manifest["refused"][1]["code"], "LICENSE_NOT_FOUND");
  EXPECT_EQ(manifest["refused"][2]["code"], "IDENTIFIER_MALFORMED");
}

TEST_F(Delivery, AFilterFindsThem) {
  const auto zip =
      archive({{"filter", {{"type", std::string(test::business_license)}}}, {"include", {"metadata_json"}}});
  EXPECT_EQ(manifest_of(zip)["files"].size(), 1U);
  EXPECT_EQ(manifest_of(zip)["next_cursor"], nullptr);
}

TEST_F(Delivery, WhatCannotBeRecordedIsNotGiven) {
  house.accesses.broken = true;
  const json manifest =
      manifest_of(archive({{"licenses", {couple["identifier"]}}, {"include", {"document", "metadata_xml"}}}));
  EXPECT_TRUE(manifest["files"].empty());
  ASSERT_EQ(manifest["refused"].size(), 2U);
  EXPECT_EQ(manifest["refused"][0]["code"], "STORE_FULL");
}

TEST_F(Delivery, WhatIsTooLargeForAnArchiveIsRefused) {
  const http::Request request = test::request_of("POST", "/v1/license-archives");
  Caller caller;
  caller.scheme = Scheme::signature;
  caller.party = "somebody";
  caller.tenant = company["issuer"]["code"];
  caller.roles = {Role::issuer_clerk};
  caller.scopes = Scopes::parse("license_type:*").value();
  api::ArchiveOrder order;
  order.licenses = {company["identifier"].get<std::string>()};
  for (const api::FileKind& kind : api::file_kinds())
    if (kind.word == "document" || kind.word == "metadata_json") order.kinds.push_back(&kind);
  constexpr std::uint64_t room_for_metadata = 4096;
  api::LicenseArchive source(house.context(), {request, caller}, {}, std::move(order), room_for_metadata);
  Bytes all;
  for (Bytes piece = source.next(); !piece.empty(); piece = source.next())
    all.insert(all.end(), piece.begin(), piece.end());
  const json manifest = manifest_of(ofd::Package::open(all).value());
  ASSERT_EQ(manifest["refused"].size(), 1U) << manifest;
  EXPECT_EQ(manifest["refused"][0]["code"], "ARCHIVE_FULL");
  EXPECT_EQ(manifest["files"][0]["what"], "metadata_json");
}

TEST_F(Delivery, AnArchiveThatIsNoneIsRefused) {
  const json many(501, "x");
  for (const json& body :
       {json::object(), json{{"licenses", {"x"}}}, json{{"licenses", json::array()}, {"include", {"pdf"}}},
        json{{"licenses", {"x", "x"}}, {"include", {"pdf"}}}, json{{"licenses", many}, {"include", {"pdf"}}},
        json{{"licenses", {"x"}}, {"include", {"doc"}}}, json{{"licenses", {1}}, {"include", {"pdf"}}},
        json{{"licenses", {"x"}}, {"filter", json::object()}, {"include", {"pdf"}}},
        json{{"filter", {{"holder_code", "x"}, {"holder_code_type", "111"}}}, {"include", {"pdf"}}},
        json{{"filter", {{"limit", "5"}}}, {"include", {"pdf"}}}})
    EXPECT_EQ(code(post("/v1/license-archives", body)), "REQUEST_FIELDS") << body;
}

} // namespace
} // namespace elicense
