// SPDX-License-Identifier: Apache-2.0
// A status list as it is published and fetched: signed, of one address, for a time (Token Status List, 5.1 as
// JWT, 5.2 as CWT). One without an end is not believed for ever: it is refused.
#pragma once
#include "crypto/time.hpp"
#include "status/list_key.hpp"
#include "status/status_list.hpp"

namespace elicense::status {

inline constexpr std::size_t max_token_size = 2 * MiB;
inline constexpr std::chrono::seconds clock_skew{60}; // between who signs and who reads

struct Published {
  std::string uri; // where it is found, and what it is signed for
  Time issued_at{}, expires_at{};
  std::chrono::seconds ttl{0}; // how long a copy may be kept before it is asked for again
  std::string aggregation_uri; // all lists of the issuer; may be empty
  StatusList list{0};
};

struct Expected {
  std::string_view uri;
  Time now{};
};

Result<std::string> write_jwt(const Published& published, const ListSigner& signer);
Result<Bytes> write_cwt(const Published& published, const ListSigner& signer);

// STATUS_TOKEN_MALFORMED; STATUS_TOKEN_KEY: of none of these keys; STATUS_TOKEN_ALGORITHM: not that of the
// key; STATUS_TOKEN_SIGNATURE; STATUS_TOKEN_SUBJECT: of another address; STATUS_TOKEN_TIME: from the future,
// or ended; what StatusList::from_compressed() says
Result<Published> read_jwt(std::string_view text, const std::vector<ListKey>& keys, const Expected& expected);
Result<Published> read_cwt(ByteView bytes, const std::vector<ListKey>& keys, const Expected& expected);

} // namespace elicense::status
