// SPDX-License-Identifier: Apache-2.0
#include "crypto/der_fields.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto::der {
namespace {

using namespace elicense::test;

struct Person {
  std::int64_t number = 0;
  std::string name;
  bool adult = false;
};

Result<Person> decode(ByteView bytes) {
  Failure failure(bytes);
  Fields fields(bytes, sequence, failure);
  Person person{.number = fields.integer(), .name = fields.text(ia5_string), .adult = fields.boolean()};
  fields.require(person.number > 0, "the number is not positive");
  fields.end();
  if (failure.happened()) return failure.as(ErrorKind::malformed, "PERSON_MALFORMED");
  return person;
}

Bytes encode(std::initializer_list<ByteView> parts) {
  return wrap(sequence, parts);
}

TEST(DerFields, ReadOneAfterAnother) {
  const Person person =
      decode(encode({write_integer(7), write_text(ia5_string, "Li"), write_boolean(true)})).value();
  EXPECT_EQ(person.number, 7);
  EXPECT_EQ(person.name, "Li");
  EXPECT_TRUE(person.adult);
}

TEST(DerFields, KeepTheFirstFailureAndItsPlace) {
  const Result<Person> wrong_tag = decode(encode({write_integer(0), write_integer(1), write_boolean(true)}));
  EXPECT_THAT(wrong_tag, fails_with("PERSON_MALFORMED"));
  EXPECT_EQ(wrong_tag.error().detail, "at byte 5: another tag is expected");
  const Result<Person> rule =
      decode(encode({write_integer(0), write_text(ia5_string, "Li"), write_boolean(true)}));
  EXPECT_EQ(rule.error().detail, "at byte 12: the number is not positive");
}

TEST(DerFields, RefuseWhatFollows) {
  const Bytes one_more =
      encode({write_integer(7), write_text(ia5_string, "Li"), write_boolean(true), write_integer(1)});
  EXPECT_EQ(decode(one_more).error().detail, "at byte 12: something follows the last field");
  EXPECT_THAT(decode({}), fails_with("PERSON_MALFORMED"));
  EXPECT_THAT(decode(wrap(set, Bytes())), fails_with("PERSON_MALFORMED"));
}

TEST(DerFields, ReadAsEmptyAfterAFailure) {
  const Bytes bytes = encode({write_integer(1), write_integer(2), write_integer(3)});
  Failure failure(bytes);
  Fields fields(bytes, sequence, failure);
  EXPECT_EQ(fields.count(), 3u);
  EXPECT_TRUE(fields.next_is(integer));
  fields.require(false, "enough");
  EXPECT_EQ(fields.count(), 0u);
  EXPECT_FALSE(fields.more());
  EXPECT_FALSE(fields.next_is(integer));
  EXPECT_EQ(fields.integer(), 0);
  EXPECT_EQ(fields.object_identifier(), "");
  EXPECT_EQ(fields.enter(sequence).octets(), Bytes());
  EXPECT_EQ(fields.time(), Time());
}

TEST(DerFields, GoIntoElementsAndKeepTheirBytes) {
  const Bytes inner = wrap(sequence, write_unsigned(Bytes{0xff, 0x01}));
  const Bytes bytes = wrap(sequence, {inner, write_bits(Bytes{1})});
  Failure failure(bytes);
  Fields fields(bytes, sequence, failure);
  const Element element = fields.element(sequence);
  EXPECT_TRUE(equal(element.whole, inner));
  EXPECT_EQ(fields.into(element).unsigned_integer(2), (Bytes{0xff, 0x01}));
  EXPECT_EQ(fields.bits(), Bytes{1});
  fields.end();
  EXPECT_FALSE(failure.happened());
}

TEST(DerFields, ReadAlgorithmIdentifiersWithAndWithoutParameters) {
  const auto read = [](ByteView identifier) -> Result<std::string> {
    const Bytes bytes = wrap(sequence, identifier);
    Failure failure(bytes);
    Fields fields(bytes, sequence, failure);
    std::string oid = fields.algorithm();
    if (failure.happened()) return failure.as(ErrorKind::malformed, "ALGORITHM_MALFORMED");
    return oid;
  };
  const Bytes type = write_oid("1.2.156.10197.1.401"), none = Bytes{0x05, 0x00};
  EXPECT_EQ(read(wrap(sequence, type)).value(), "1.2.156.10197.1.401");
  EXPECT_EQ(read(wrap(sequence, {type, none})).value(), "1.2.156.10197.1.401");
  EXPECT_THAT(read(wrap(sequence, {type, none, none})), fails_with("ALGORITHM_MALFORMED"));
}

} // namespace
} // namespace elicense::crypto::der
