// SPDX-License-Identifier: Apache-2.0
#include "access/oidc_key_cache.hpp"

namespace elicense::access {

Result<void> KeyCache::fetch(const std::string& url) {
  const auto document = fetch_({.url = url});
  if (!document) return document.error();
  auto keys = read_provider_keys(*document);
  if (!keys) return keys.error();
  keys_ = *std::move(keys);
  fetched_at_ = clock_();
  return {};
}

Result<void> KeyCache::check(const Jws& jws, const std::string& url) {
  const std::lock_guard lock(mutex_);
  if (!fetched_at_ || clock_() - *fetched_at_ >= keys_life)
    if (auto fetched = fetch(url); !fetched) return fetched;
  auto checked = check_signature(jws, keys_);
  if (checked || checked.error().code != "OIDC_KEY_UNKNOWN" || clock_() - *fetched_at_ < keys_pause)
    return checked;
  if (auto fetched = fetch(url); !fetched) return fetched;
  return check_signature(jws, keys_);
}

} // namespace elicense::access
