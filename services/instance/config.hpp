// SPDX-License-Identifier: Apache-2.0
// The settings of one instance: elicense.toml in its folder. Unknown keys are refused, so that a typing error
// is not a default.
#pragma once
#include "access/limits.hpp"
#include "crypto/result.hpp"
#include "privacy/retention.hpp"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace elicense::instance {

enum class Profile { dev, production };

struct Config {
  std::filesystem::path folder; // everything below is relative to it
  Profile profile = Profile::production;

  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;
  bool beyond_loopback = false; // in the dev profile: may listen elsewhere, too
  std::string public_url;       // "https://127.0.0.1:8443", what a QR leads to; no trailing slash
  unsigned workers = 2;

  access::LimitSettings limits;

  std::string authority_code, authority_name, authority_seal; // 证照颁发机构

  bool key_passphrase =
      false; // else keys/wrapping.bin; a passphrase is asked for or read from standard input, never argv
  std::filesystem::path outgoing_authorities; // PEM, whom requests of ours believe; empty: the system's store
  std::vector<std::string> inner_hosts;       // partners that may lie in closed networks, lower case

  std::string login_issuer, login_client_id; // the identity provider; no issuer: none
  std::filesystem::path login_secret;        // file of the client's secret; empty: a public client
  std::string login_name_claim = "name", login_code_type_claim = "code_type", login_code_claim = "code";

  bool license_app = false, sharing = false; // façades of existing platforms (docs/facades.md)
  bool facade_secrets_in_query = false;      // tokens and use-codes are taken from addresses, too

  bool status_es256 = false; // status lists are signed by ES256 in place of SM2

  std::filesystem::path license_types; // the operator's own types; may be empty

  std::filesystem::path keys() const { return folder / "keys"; }
  std::filesystem::path key_file() const { return folder / "keys" / "wrapping.bin"; }
  std::filesystem::path trust() const { return folder / "trust"; }
  std::filesystem::path seals() const { return folder / "seals"; }
  std::filesystem::path certificates() const { return folder / "certificates"; }
  std::filesystem::path database() const { return folder / "store" / "elicense.db"; }
  std::filesystem::path ledger_policy() const {
    return folder / "ledger-policy.txt";
  } // public: to verify with
  std::filesystem::path next_ledger_policy() const {
    return folder / "ledger-policy-next.txt";
  } // of a replacement of its key that is under way
  std::filesystem::path former_keys() const {
    return folder / "former-keys.txt";
  } // public keys of status lists and events that were replaced
  std::filesystem::path witnessed() const {
    return folder / "ledger-witnessed.txt";
  }                                                                        // newest cosigned checkpoint
  std::string ledger_origin() const { return authority_code + "/ledger"; } // stays while addresses change
  privacy::RetentionRules retention; // days; what is not named is kept for ever

  static constexpr const char* store_secret = "store"; // in the key store: wraps the keys of personal data
  std::string verification_url() const { return public_url + "/v/"; }
  std::string show_url() const { return public_url + "/s/"; } // of show codes
};

// CONFIG_MISSING, CONFIG_INVALID (with file and line)
Result<Config> read_config(const std::filesystem::path& folder);
std::string config_text(const Config& config); // for init

} // namespace elicense::instance
