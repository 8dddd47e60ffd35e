// SPDX-License-Identifier: Apache-2.0
#include "notify/broadcast.hpp"
#include "tests/support/outbox_file.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>

namespace elicense::notify {
namespace {

using test::succeeds;
using testing::ElementsAre;

struct Ear : Listener {
  explicit Ear(std::size_t most = 1000) : limit(most) {}
  bool hear(const Event& event) override {
    heard.push_back(event.sequence);
    return heard.size() < limit;
  }
  std::vector<std::int64_t> heard;
  std::size_t limit;
};

class BroadcastTest : public testing::Test {
 protected:
  void happen(int count) {
    for (int i = 0; i < count; ++i)
      outbox.enqueue("/a", Time{});
  }
  void spread() {
    while (broadcast.spread().value()) {
    }
  }
  std::shared_ptr<Ear> joined(std::optional<std::int64_t> after, std::size_t most = 1000) {
    const auto ear = std::make_shared<Ear>(most);
    EXPECT_THAT(broadcast.join(ear, after), succeeds());
    return ear;
  }
  test::OutboxFile outbox;
  Broadcast broadcast{*outbox};
};

TEST_F(BroadcastTest, TellsWhatComesAfterJoining) {
  happen(2);
  const auto ear = joined(std::nullopt);
  happen(2);
  EXPECT_TRUE(ear->heard.empty());
  spread();
  EXPECT_THAT(ear->heard, ElementsAre(3, 4));
  EXPECT_FALSE(broadcast.spread().value());
}

TEST_F(BroadcastTest, TellsTheRestToWhoComesBack) {
  happen(3);
  spread();
  happen(1);
  const auto ear = joined(1);
  spread();
  EXPECT_EQ(ear->heard.back(), 4);
  EXPECT_THAT(ear->heard, ElementsAre(2, 3, 4));
  EXPECT_TRUE(joined(99)->heard.empty());
}

TEST_F(BroadcastTest, TellsMoreThanAPageInOrder) {
  happen(static_cast<int>(max_page) + 3);
  const auto ear = joined(0);
  ASSERT_EQ(ear->heard.size(), max_page + 3);
  EXPECT_TRUE(std::ranges::is_sorted(ear->heard));
}

TEST_F(BroadcastTest, LeavesAloneWhoTakesNoMore) {
  const auto full = joined(std::nullopt, 2);
  auto gone = joined(std::nullopt);
  gone.reset();
  happen(5);
  spread();
  EXPECT_THAT(full->heard, ElementsAre(1, 2));
  EXPECT_THAT(joined(0, 3)->heard, ElementsAre(1, 2, 3));
}

} // namespace
} // namespace elicense::notify
