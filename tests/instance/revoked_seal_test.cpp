// SPDX-License-Identifier: Apache-2.0
#include "instance/revoked_seal.hpp"
#include "tests/instance/development_house.hpp"

namespace elicense::instance {
namespace {

using test::succeeds;

class RevokedSeal : public DevelopmentHouse {
 protected:
  Result<void> make() const {
    const auto config = read_config(path()).value();
    return make_revoked_seal(config, open_keys(config, nobody).value(), system_time(), crypto::system_random);
  }
  // The example of the first type, sealed with it.
  static Result<license::License> issue(Instance& instance, const std::string& seal_id) {
    const auto* type = instance.types().all().front();
    return unchecked_issuer(instance, seal_id, crypto::system_random)
        .issue({.idempotency_key = seal_id, .type_code = type->code, .data = type->example});
  }
};

TEST_F(RevokedSeal, MakesWhatItSealsUntrustedAndNothingElse) {
  ASSERT_THAT(make(), succeeds());
  const auto instance = open();
  ASSERT_THAT(instance, succeeds());
  const auto verdict_of = [&](const std::string& seal_id) {
    const auto issued = issue(**instance, seal_id).value();
    return (*instance)->engine().verify((*instance)->licenses().document(issued.identifier).value());
  };
  const auto revoked = verdict_of(revoked_seal_id);
  EXPECT_EQ(revoked.verdict, verify::Verdict::untrusted);
  EXPECT_EQ(revoked.cause, "SIG_REVOKED_BEFORE") << revoked.detail;
  EXPECT_EQ(verdict_of((*instance)->config().authority_seal).verdict, verify::Verdict::trusted);
}

TEST_F(RevokedSeal, IsMadeOnce) {
  ASSERT_THAT(make(), succeeds());
  const auto certificate = [this] {
    return open().value()->seals().find(revoked_seal_id).value()->certificate.pem();
  };
  const std::string before = certificate();
  ASSERT_THAT(make(), succeeds());
  EXPECT_EQ(certificate(), before);
}

} // namespace
} // namespace elicense::instance
