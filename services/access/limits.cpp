// SPDX-License-Identifier: Apache-2.0
#include "access/limits.hpp"

namespace elicense::access {
namespace {

constexpr std::chrono::seconds minute{60};

void ask(std::vector<Limited>& limited, const char* policy, RateLimit& limit, std::string_view key,
         Time now) {
  if (limit.rate().quota == 0) return;
  limited.push_back({policy, limit.rate().quota, limit.rate().window, limit.take(key, now)});
}

std::string number(std::chrono::seconds time) {
  return std::to_string(time.count());
}

} // namespace

Limits::Limits(const LimitSettings& settings)
    : client_({settings.client_per_minute, minute}), peer_({settings.peer_per_minute, minute}),
      holder_({settings.holder_per_minute, minute}), matter_({settings.matter_per_minute, minute}),
      client_day_(settings.client_per_day) {}

std::vector<Limited> Limits::take(const Caller& caller, std::string_view peer, Time now) {
  std::vector<Limited> limited;
  if (caller.is_anonymous()) {
    ask(limited, "peer", peer_, peer, now);
  } else if (!caller.holder.empty()) {
    ask(limited, "holder", holder_, caller.holder.code_type + caller.holder.code, now);
  } else {
    ask(limited, "client", client_, caller.party, now);
    if (client_day_.quota() != 0 && judge(limited))
      limited.push_back({"client-day", client_day_.quota(), day, client_day_.take(caller.party, now)});
  }
  return limited;
}

std::vector<Limited> Limits::take_matter(std::string_view tenant_and_matter, Time now) {
  std::vector<Limited> limited;
  ask(limited, "matter", matter_, tenant_and_matter, now);
  return limited;
}

Result<void> judge(const std::vector<Limited>& limited) {
  for (const Limited& one : limited)
    if (!one.allowance.allowed)
      return fail(ErrorKind::busy, one.window == day ? "QUOTA_USED_UP" : "LIMIT_REACHED",
                  number(one.allowance.retry_after) + " s");
  return {};
}

HeaderFields limit_fields(const std::vector<Limited>& limited) {
  std::string policies, states;
  for (const Limited& one : limited) {
    const std::string separator = policies.empty() ? "" : ", ", name = "\"" + one.policy + "\"";
    policies += separator + name + ";q=" + std::to_string(one.quota) + ";w=" + number(one.window);
    states += separator + name + ";r=" + std::to_string(one.allowance.remaining) +
              ";t=" + number(one.allowance.reset);
  }
  if (policies.empty()) return {};
  return {{"RateLimit-Policy", policies}, {"RateLimit", states}};
}

} // namespace elicense::access
