// SPDX-License-Identifier: Apache-2.0
// What a route takes, decided from the head.
#include "http/admission.hpp"

#include <gmock/gmock.h>

namespace elicense::http {
namespace {

const Router& router() {
  static const Router made({
      {"GET", "/types/{code}", "get_type", [](const Request&) { return Response(); }, 0, {}, false},
      {"POST",
       "/documents",
       "post_document",
       [](const Request&) { return Response(); },
       100,
       {"application/json", "application/ofd"},
       false},
      {"POST", "/signals", "post_signal", [](const Request&) { return Response(); }, 0, {}, false},
  });
  return made;
}

struct Asked {
  GatedRequest gated;
  Admission admission;
};

Asked ask(std::string method, std::string path, std::size_t length = 0, std::string content_type = {}) {
  Asked asked;
  asked.gated.request.method = std::move(method);
  asked.gated.request.path = std::move(path);
  asked.gated.content_length = length;
  if (!content_type.empty()) asked.gated.request.headers["content-type"] = content_type;
  asked.admission = admit(router(), asked.gated);
  return asked;
}

TEST(Admission, NamesTheRouteInTheRequest) {
  const Asked asked = ask("GET", "/types/11");
  ASSERT_NE(asked.admission.route, nullptr);
  EXPECT_EQ(asked.gated.request.route, "get_type");
  EXPECT_EQ(asked.gated.request.parameters.at("code"), "11");
}

TEST(Admission, RefusesUnknownPathsAndMethods) {
  EXPECT_EQ(ask("GET", "/nowhere").admission.refusal.code, "HTTP_NOT_FOUND");
  const Asked wrong_method = ask("GET", "/documents");
  EXPECT_EQ(wrong_method.admission.refusal.code, "HTTP_METHOD_NOT_ALLOWED");
  EXPECT_THAT(wrong_method.admission.allowed, testing::ElementsAre("POST"));
}

TEST(Admission, HoldsTheLimitOfTheRoute) {
  EXPECT_NE(ask("POST", "/documents", 99, "application/ofd").admission.route, nullptr);
  EXPECT_NE(ask("POST", "/documents", 100, "application/ofd").admission.route, nullptr);
  EXPECT_EQ(ask("POST", "/documents", 101, "application/ofd").admission.refusal.code, "HTTP_BODY_TOO_LARGE");
  EXPECT_NE(ask("POST", "/signals", 0).admission.route, nullptr);
  EXPECT_EQ(ask("POST", "/signals", 1).admission.refusal.code, "HTTP_BODY_TOO_LARGE");
}

TEST(Admission, TakesTheMediaTypesOfTheRoute) {
  for (const char* type : {"application/json", "Application/JSON", "application/json;charset=utf-8",
                           "application/json; charset=\"UTF-8\"", "application/ofd ; v=1"})
    EXPECT_NE(ask("POST", "/documents", 1, type).admission.route, nullptr) << type;
  for (const char* type : {"", "text/plain", "application/jsonx", "application/json, text/plain",
                           "application/json; charset=gbk"})
    EXPECT_EQ(ask("POST", "/documents", 1, type).admission.refusal.code, "HTTP_MEDIA_TYPE") << type;
}

} // namespace
} // namespace elicense::http
