// SPDX-License-Identifier: Apache-2.0
#include "instance/trust_list.hpp"
#include "tests/support/pki.hpp"

#include <gtest/gtest.h>

namespace elicense::instance {
namespace {

using Certificates = std::vector<crypto::Certificate>;

crypto::Sm3Digest digest(const Certificates& anchors, const Certificates& intermediates) {
  return digest_of(crypto::TrustStore(anchors, intermediates, {}, Time()));
}

TEST(TrustList, IsTheSameWhateverTheOrderAndAnotherWithAnotherCertificate) {
  const auto trust = test::test_pki().trust();
  const crypto::Certificate anchor = trust.anchors().at(0), other = trust.intermediates().at(0);
  EXPECT_EQ(digest({anchor, other}, {}), digest({other, anchor, anchor}, {}));
  const std::set<crypto::Sm3Digest> all{digest({}, {}), digest({anchor}, {}), digest({}, {anchor}),
                                        digest({anchor}, {other}), digest({other}, {anchor})};
  EXPECT_EQ(all.size(), 5U);
}

TEST(TrustList, IsAnotherOneWithoutARevocationListButNotAtAnotherTime) {
  const auto trust = test::test_pki().trust();
  ASSERT_FALSE(trust.crls().empty());
  const auto with = [&](std::vector<crypto::Crl> lists, Time loaded) {
    return digest_of(crypto::TrustStore(trust.anchors(), trust.intermediates(), std::move(lists), loaded));
  };
  EXPECT_EQ(with(trust.crls(), Time()), digest_of(trust));
  EXPECT_EQ(with(trust.crls(), Time(std::chrono::days(1))), digest_of(trust));
  auto fewer = trust.crls();
  fewer.pop_back();
  EXPECT_NE(with(fewer, Time()), digest_of(trust));
}

} // namespace
} // namespace elicense::instance
