// SPDX-License-Identifier: Apache-2.0
#include "access/nonce_memory.hpp"
#include "sandbox/faults.hpp"
#include "status/publisher.hpp"

#include <set>

namespace elicense::sandbox {
namespace {

TEST(Faults, HaveANameEach) {
  std::set<std::string_view> names;
  for (const Fault fault : all_faults()) {
    EXPECT_EQ(fault_from_text(to_text(fault)), fault);
    names.insert(to_text(fault));
  }
  EXPECT_EQ(names.size(), fault_count);
  EXPECT_EQ(fault_from_text("none"), std::nullopt);
}

TEST(Faults, AreOffUntilTheyAreSwitchedOnOneByOne) {
  Faults faults;
  for (const Fault fault : all_faults())
    EXPECT_FALSE(faults.is_on(fault)) << to_text(fault);
  faults.set(Fault::slow, true);
  for (const Fault fault : all_faults())
    EXPECT_EQ(faults.is_on(fault), fault == Fault::slow) << to_text(fault);
  faults.set(Fault::slow, false);
  EXPECT_FALSE(faults.is_on(Fault::slow));
}

TEST(FaultyClock, IsOffWhileItsFaultIsOn) {
  const Time now{std::chrono::seconds(1'000'000)};
  Faults faults;
  const Clock clock = faulty_clock([now] { return now; }, faults, Fault::clock_skewed, clock_skew);
  EXPECT_EQ(clock(), now);
  faults.set(Fault::status_list_stale, true);
  EXPECT_EQ(clock(), now);
  faults.set(Fault::clock_skewed, true);
  EXPECT_EQ(clock(), now + std::chrono::minutes(10));
}

// What is fresh has to be refused with the fault on.
TEST(Faults, AreLargerThanWhatIsTolerated) {
  EXPECT_GT(clock_skew, access::signature_window);
  EXPECT_GT(list_age, status::believed_for);
}

} // namespace
} // namespace elicense::sandbox
