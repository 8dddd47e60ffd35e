// SPDX-License-Identifier: Apache-2.0
// The development authority: its tokens pass our checks, and another program can read them.
#include "crypto/timestamp.hpp"
#include "tests/support/openssl_command.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string_view value = "a signature value";

Result<Bytes> make_token(const Identity& authority = test_pki().tsa) {
  return make_timestamp(as_bytes(value), utc("2026-06-10T08:00:00Z"), authority.certificate, *authority.key,
                        system_random);
}

TEST(MakeTimestamp, PassesEveryStep) {
  const TimestampToken token = decode_timestamp(make_token().value()).value();
  EXPECT_EQ(token.time, utc("2026-06-10T08:00:00Z"));
  EXPECT_THAT(token.deviations, IsEmpty());
  EXPECT_THAT(unmet_of(check_timestamp(token, as_bytes(value), test_pki().trust()).steps), IsEmpty());
}

TEST(MakeTimestamp, GivesEveryTokenAnotherSerialNumber) {
  EXPECT_NE(decode_timestamp(make_token().value())->serial, decode_timestamp(make_token().value())->serial);
}

TEST(MakeTimestamp, RefusesAKeyOfSomeoneElse) {
  EXPECT_THAT(make_token({test_pki().tsa.certificate, test_pki().signer.key}),
              fails_with("SIGNER_KEY_MISMATCH"));
}

TEST(MakeTimestamp, IsReadByAnotherProgram) {
  if (!OpensslCommand::is_installed()) GTEST_SKIP() << "the openssl program is not installed";
  const OpensslCommand openssl;
  openssl.write("token", as_text(make_token().value()));
  const std::string text = openssl.run("ts -reply -token_in -in token -text");
  EXPECT_THAT(text, HasSubstr("Version: 1"));
  EXPECT_THAT(text, HasSubstr("Hash Algorithm: sm3"));
  EXPECT_THAT(text, HasSubstr("Jun 10 08:00:00 2026 GMT"));
}

} // namespace
} // namespace elicense::crypto
