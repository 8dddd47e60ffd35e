// SPDX-License-Identifier: Apache-2.0
// Looking things up in a request.
#include "http/message.hpp"

namespace elicense::http {
namespace {

TEST(Request, FindsFieldsAndParametersOrNothing) {
  Request request;
  request.headers = {{"accept", "text/html"}};
  request.query = {{"page", "2"}, {"empty", ""}};
  EXPECT_EQ(request.header("accept"), "text/html");
  EXPECT_EQ(request.header("host"), "");
  EXPECT_EQ(request.query_value("page"), "2");
  EXPECT_EQ(request.query_value("empty"), "");
  EXPECT_EQ(request.query_value("lang"), std::nullopt);
}

} // namespace
} // namespace elicense::http
