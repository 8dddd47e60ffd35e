// SPDX-License-Identifier: Apache-2.0
// License identifiers, credit codes and citizen numbers. Promises: an identifier is written one way only, and
// a code that passes does not pass with one character changed (ISO 7064, GB 32100, GB 11643).
#include "license/holder.hpp"
#include "license/identifier.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

template <class Accepts> void expect_only_this(std::string text, std::size_t from, const Accepts& accepts) {
  require(accepts(text), "the same answer twice");
  for (std::size_t i = from; i < text.size(); ++i) {
    const char kept = text[i];
    for (const char other : alphabet)
      if (other != kept) {
        text[i] = other;
        require(!accepts(text), "no code is right with one character changed");
      }
    text[i] = kept;
  }
}

} // namespace

void examine(ByteView input) {
  const std::string text(as_text(input.first(std::min<std::size_t>(input.size(), 256))));
  const auto is_identifier = [](const std::string& one) {
    return license::Identifier::parse(one).has_value();
  };
  const auto is_credit_code = [](const std::string& one) {
    return license::check_credit_code(one).has_value();
  };
  const auto is_citizen = [](const std::string& one) {
    return license::check_citizen_number(one).has_value();
  };
  if (const auto identifier = license::Identifier::parse(text)) {
    require(identifier->text() == text, "an identifier is written one way only");
    expect_only_this(text, license::identifier_root.size(), is_identifier);
  }
  if (is_credit_code(text)) expect_only_this(text, 0, is_credit_code);
  if (is_citizen(text)) expect_only_this(text, 0, is_citizen);
  for (const auto& type : license::holder_code_types())
    (void)license::check_holder({"某某", std::string(type.code), text});
  (void)license::check_holder({text, "999", "A1"});
}

} // namespace elicense::fuzz
