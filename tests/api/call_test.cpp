// SPDX-License-Identifier: Apache-2.0
// Who asks, as the access log and the rooms of holders see it; and how much of a license a caller sees.
#include "api/call.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::api {
namespace {

using access::Caller;
using access::Decision;
using access::Scheme;
using test::fails_with;

const http::Request no_fields;

Caller caller(Scheme scheme, std::string party, access::HolderCode holder = {}) {
  Caller made;
  made.scheme = scheme;
  made.party = std::move(party);
  made.holder = std::move(holder);
  return made;
}

TEST(Reader, IsAPersonInOfficeAnApplicationAHolderOrAnybody) {
  const Caller operator_ = caller(Scheme::session, "p1"), client = caller(Scheme::token, "p2");
  const Caller holder = caller(Scheme::session, "", {"111", "code"});
  EXPECT_EQ(reader_of({no_fields, operator_})->who, "p1");
  EXPECT_EQ(reader_of({no_fields, operator_})->client, "");
  EXPECT_EQ(reader_of({no_fields, client})->client, "p2");
  EXPECT_EQ(reader_of({no_fields, client})->who, "");
  EXPECT_EQ(reader_of({no_fields, holder})->who, "holder");
  EXPECT_EQ(reader_of({no_fields, Caller{}})->who, "anonymous");
}

TEST(Reader, SaysWhyInFieldsOfLimitedLength) {
  for (const char* const field : {"elicense-purpose", "elicense-case"}) {
    http::Request request;
    request.headers[field] = std::string(max_reason, 'r');
    const auto reader = reader_of({request, Caller{}});
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->purpose.size() + reader->matter_case.size(), max_reason);
    request.headers[field] += 'r';
    EXPECT_THAT(reader_of({request, Caller{}}), fails_with("READING_REASON"));
  }
}

TEST(Reader, SaysWhyInAnyLanguage) {
  http::Request request;
  request.headers["elicense-purpose"] = "%E5%B9%B4%e6%a3%80 100%25";
  request.headers["elicense-case"] = "2026-17";
  const auto reader = reader_of({request, Caller{}});
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->purpose, "年检 100%");
  EXPECT_EQ(reader->matter_case, "2026-17");
  EXPECT_EQ(stated_purpose(request), "年检 100%");
  EXPECT_EQ(stated_purpose(no_fields), std::nullopt);
  for (const char* const field : {"elicense-purpose", "elicense-case"}) {
    http::Request odd;
    odd.headers[field] = "100%";
    EXPECT_THAT(reader_of({odd, Caller{}}), fails_with("FIELD_TEXT"));
    EXPECT_THAT(stated(odd).error().detail, testing::StartsWith(field));
  }
}

TEST(Reader, IsMeasuredAsItWasMeant) {
  http::Request request;
  for (std::size_t i = 0; i < max_reason; ++i)
    request.headers["elicense-purpose"] += "%41";
  EXPECT_EQ(reader_of({request, Caller{}})->purpose, std::string(max_reason, 'A'));
  request.headers["elicense-purpose"] += "%41";
  EXPECT_THAT(reader_of({request, Caller{}}), fails_with("READING_REASON"));
}

TEST(CallingHolder, IsTheOneOfTheLogin) {
  const Caller holder = caller(Scheme::session, "", {"111", "code"});
  EXPECT_EQ(holder_of({no_fields, holder})->code_type, "111");
  EXPECT_EQ(holder_of({no_fields, holder})->code, "code");
  EXPECT_THAT(holder_of({no_fields, Caller{}}), fails_with("HOLDER_UNKNOWN"));
}

class ViewOfACall : public testing::Test {
 protected:
  std::vector<std::string> seen(Decision decision, std::string_view scopes = "") const {
    Caller asks;
    asks.scopes = access::Scopes::parse(scopes).value();
    return view_of({no_fields, asks, decision}, license).disclosed(license);
  }
  bool is_masked(Decision decision, std::string_view scopes = "") const {
    Caller asks;
    asks.scopes = access::Scopes::parse(scopes).value();
    return view_of({no_fields, asks, decision}, license).masks(license);
  }
  license::License license = [] {
    license::License made;
    made.number = "1";
    made.holder = {"张三样例", "111", "code"};
    made.data = {{"性别", "男"}};
    return made;
  }();
};

TEST_F(ViewOfACall, IsWholeOrMasked) {
  EXPECT_FALSE(is_masked(Decision::allow));
  EXPECT_TRUE(is_masked(Decision::mask));
  EXPECT_TRUE(is_masked(Decision::mask, "license_type:*"));
}

TEST_F(ViewOfACall, IsOfTheNamedFieldsWhereScopesNameSome) {
  EXPECT_THAT(seen(Decision::mask, "field:holder_name field:absent"), testing::ElementsAre("holder_name"));
  EXPECT_FALSE(is_masked(Decision::mask, "field:holder_name"));
  EXPECT_THAT(seen(Decision::allow, "field:holder_name"), testing::SizeIs(4));
}

} // namespace
} // namespace elicense::api
