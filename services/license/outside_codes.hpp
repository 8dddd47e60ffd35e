// SPDX-License-Identifier: Apache-2.0
// States as other systems write them (docs/life.md). Where one of their codes covers several states, or the
// other way round, the functions of the two directions do not undo each other.
#pragma once
#include "license/license.hpp"

namespace elicense::license {

enum class CodeTable {
  personnel,   // MOHURD: 01 有效 … 07 吊销, 99 其他
  transport,   // transport, ships: 10 有效, 01 已换发 … 09 无效(其他)
  real_estate, // 1 现势, 2 注销
  shared, // GB/T 36906 as implemented, of a claim that is right: 0 有效, 1 未激活, 2 暂时失效, 3 已失效
};

std::string_view to_code(CodeTable table, State state);
std::optional<State> state_from_code(CodeTable table,
                                     std::string_view code); // nothing: no state follows from it

} // namespace elicense::license
