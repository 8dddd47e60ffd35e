// SPDX-License-Identifier: Apache-2.0
// schemas/openapi.yaml against the router: the same operations, nothing more and nothing less.
#include "schemas/resources.hpp"
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>
#include <set>
#include <yaml-cpp/yaml.h>

namespace elicense {
namespace {

const test::Reception& reception() {
  static const test::Reception house;
  return house;
}

YAML::Node description() {
  return YAML::Load(std::string(find_resource("schemas/openapi.yaml").value()));
}

std::set<std::string> described_operations() {
  std::set<std::string> operations;
  for (const auto& path : description()["paths"])
    for (const auto& operation : path.second) {
      const auto method = operation.first.as<std::string>();
      if (method == "parameters") continue;
      operations.insert(method + " " + path.first.as<std::string>() + " " +
                        operation.second["operationId"].as<std::string>());
    }
  return operations;
}

// OpenAPI has no parameter of several segments: there {path...} is {path}.
std::string described_path(const http::Route& route) {
  const std::size_t mark = route.pattern.find("...");
  return mark == std::string::npos ? route.pattern : std::string(route.pattern).erase(mark, 3);
}

std::set<std::string> routed_operations() {
  std::set<std::string> operations;
  for (const http::Route& route : reception().routes()) {
    std::string method = route.method;
    for (char& c : method)
      c = static_cast<char>(std::tolower(c));
    operations.insert(method + " " + described_path(route) + " " + route.name);
  }
  return operations;
}

TEST(OpenApi, DescribesExactlyTheRoutes) {
  EXPECT_EQ(described_operations(), routed_operations());
}

TEST(OpenApi, NamesTheBodiesARouteTakes) {
  const YAML::Node paths = description()["paths"];
  for (const http::Route& route : reception().routes()) {
    std::set<std::string> described;
    const YAML::Node body =
        paths[described_path(route)][route.method == "POST" ? "post" : "get"]["requestBody"];
    if (body)
      for (const auto& type : body["content"])
        described.insert(type.first.as<std::string>());
    EXPECT_EQ(described, std::set<std::string>(route.content_types.begin(), route.content_types.end()))
        << route.name;
    EXPECT_EQ(described.empty(), route.max_body == 0) << route.name;
  }
}

std::set<std::string> references(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = text.find("'#/components/"); at != std::string_view::npos;
       at = text.find("'#/components/", at + 1))
    found.emplace(text.substr(at + 3, text.find('\'', at + 1) - at - 3));
  return found;
}

bool leads_to_a_map(const YAML::Node& node, const std::string& reference) {
  const std::size_t end = reference.find('/');
  const YAML::Node next = node[reference.substr(0, end)];
  if (end == std::string::npos || !next.IsDefined()) return next.IsDefined() && next.IsMap();
  return leads_to_a_map(next, reference.substr(end + 1));
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  const YAML::Node root = description();
  const auto found = references(find_resource("schemas/openapi.yaml").value());
  EXPECT_GT(found.size(), 50U);
  for (const std::string& reference : found)
    EXPECT_TRUE(leads_to_a_map(root, reference)) << reference;
  EXPECT_FALSE(leads_to_a_map(root, "components/schemas/None"));
}

std::set<std::string> members(const nlohmann::json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items())
    names.insert(name);
  return names;
}

std::set<std::string> described_members(const std::string& schema) {
  std::set<std::string> names;
  for (const auto& member : description()["components"]["schemas"][schema]["properties"])
    names.insert(member.first.as<std::string>());
  return names;
}

TEST(OpenApi, DescribesAReportMemberByMember) {
  const auto issued =
      test::body_of(reception().issue(reception().types.find(test::business_license)->example, "report"));
  const auto document = reception().call("GET", issued["links"]["document"].get<std::string>()).body;
  const auto report = test::body_of(
      reception().call("POST", "/v1/verifications", document, {{"content-type", "application/ofd"}}));
  EXPECT_EQ(members(report), described_members("Report"));
  EXPECT_EQ(members(report["signatures"][0]), described_members("Signature"));
  const auto path = "/v1/licenses/" + issued["identifier"].get<std::string>();
  EXPECT_EQ(members(test::body_of(reception().call("GET", path))), described_members("License"));
  EXPECT_EQ(members(test::body_of(reception().call("GET", "/v1/license-types"))["license_types"][0]),
            described_members("LicenseTypeSummary"));
}

TEST(OpenApi, DescribesEveryStateAndProblemMember) {
  const YAML::Node states = description()["components"]["schemas"]["License"]["properties"]["state"]["enum"];
  for (const auto& state : states)
    EXPECT_TRUE(license::state_from_text(state.as<std::string>())) << state;
  const auto answer = reception().call("GET", "/v1/license-types/none");
  const auto problem = test::body_of(answer);
  for (const auto& member : description()["components"]["schemas"]["Problem"]["required"])
    EXPECT_TRUE(problem.contains(member.as<std::string>())) << member;
}

} // namespace
} // namespace elicense
