// SPDX-License-Identifier: Apache-2.0
// A register with one authority, and parties in it whose keys the test holds. Time stands still until it is
// moved.
#pragma once
#include "access/administration.hpp"
#include "access/presented.hpp"
#include "access/request_signer.hpp"
#include "crypto/certificate.hpp"
#include "tests/support/memory_access.hpp"

namespace elicense::test {

inline constexpr std::string_view own_authority = "11640000MB999999XM";
inline constexpr std::string_view other_authority = "11430000006122244L";

struct KnownParty {
  access::Party party;
  access::SigningKey key;
};

class KnownParties {
 public:
  KnownParties();

  KnownParty with_secret(access::Roles roles, std::string_view tenant = own_authority,
                         std::string_view scopes = "");
  KnownParty with_sm2(access::Roles roles);
  access::Party with_certificate(const crypto::Certificate& certificate, access::Roles roles);
  std::string clerk(const std::string& id, std::string_view scopes = ""); // 王五 at a window; answers the id
  std::string login(const std::string& party, access::Roles roles,
                    access::HolderCode holder = {}); // the text of a session

  MemoryAccess register_;
  Time now = from_rfc3339("2026-06-15T12:00:00Z").value();
  Clock clock = [this] { return now; };
  access::Administration administration{register_, clock, crypto::system_random};

 private:
  KnownParty admitted(access::NewParty wanted, access::Credential credential,
                      const std::function<access::SigningKey(std::string)>& key);
};

// A request that can be changed after it was signed.
struct TestRequest {
  std::string method = "POST", target = "/v1/licenses?lang=en";
  access::Headers headers = {
      {"host", "127.0.0.1:8443"}, {"content-type", "application/json"}, {"idempotency-key", "k-1"}};
  Bytes body = to_bytes(std::string_view("{\"a\":1}"));
  Bytes certificate = {};
  std::string peer = "192.0.2.1";

  TestRequest& sign(const access::SigningKey& key, Time now);
  access::Presented presented() const { return {method, target, headers, body, certificate, peer}; }
};
TestRequest get(std::string target);

} // namespace elicense::test
