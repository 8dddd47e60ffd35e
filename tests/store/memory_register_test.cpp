// SPDX-License-Identifier: Apache-2.0
#include "tests/store/register_contract.hpp"
#include "tests/support/memory_register.hpp"

namespace elicense::store {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, RegisterContract,
                         testing::Values(RegisterUnderTest{
                             "memory", [] { return std::make_unique<test::MemoryRegister>(); }}),
                         [](const auto& info) { return info.param.name; });

} // namespace
} // namespace elicense::store
