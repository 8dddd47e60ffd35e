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

TEST(TrustList, HoldsNoRevocationListAndNoTime) {
  const auto trust = test::test_pki().trust();
  EXPECT_EQ(digest_of(trust), digest(trust.anchors(), trust.intermediates()));
}

} // namespace
} // namespace elicense::instance
