// SPDX-License-Identifier: Apache-2.0
#include "instance/witness.hpp"
#include "crypto/issuing.hpp"
#include "instance/files.hpp"
#include "ledger/policy_file.hpp"
#include <sstream>

namespace elicense::instance {
namespace {

namespace fs = std::filesystem;
constexpr auto tls_life = std::chrono::days(1825);
constexpr const char *witness_key = "witness", *tls_key = "tls";

fs::path name_file(const fs::path& folder) {
  return folder / "name.txt";
}

fs::path hosts_file(const fs::path& folder) {
  return folder / "hosts.txt"; // one a line
}

Result<crypto::KeyStore> open_keys(const fs::path& folder) {
  return crypto::KeyStore::open_with_key_file(folder / "keys", folder / "keys" / "wrapping.bin");
}

Result<crypto::KeyStore> create_keys(const fs::path& folder, const crypto::RandomSource& random) {
  std::error_code error;
  fs::create_directories(folder / "keys", error);
  if (!error) fs::permissions(folder / "keys", fs::perms::owner_all, error);
  if (error) return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", folder.string());
  if (auto made = crypto::KeyStore::create_key_file(folder / "keys" / "wrapping.bin", random); !made)
    return made.error();
  return open_keys(folder);
}

Result<void> write_tls(const fs::path& folder, const crypto::KeyStore& keys,
                       const std::vector<std::string>& hosts, Time now, const crypto::RandomSource& random) {
  std::vector<std::string> names = {"localhost", "127.0.0.1", "::1"};
  names.insert(names.end(), hosts.begin(), hosts.end());
  const auto key = crypto::generate_tls_key();
  const auto certificate = crypto::issue_self_signed_tls(
      {.profile = crypto::CertificateProfile::tls_server,
       .subject = {.country = "CN", .organization = "elicense", .common_name = "witness"},
       .not_before = now - std::chrono::days(1),
       .not_after = now + tls_life,
       .development = false,
       .dns_names = std::move(names),
       .crl_locations = {}},
      key, random);
  if (!certificate) return certificate.error();
  if (auto put = keys.put_pkcs8(tls_key, key.pkcs8, false, random); !put) return put;
  return write_file(folder / "tls.pem", as_bytes(certificate->pem()));
}

std::string one_a_line(const std::vector<std::string>& hosts) {
  std::string lines;
  for (const std::string& host : hosts)
    lines += host + "\n";
  return lines;
}

// Whatever witnesses a policy asks for: a witness believes the log's keys alone.
Result<ledger::Policy> log_policy(std::string_view text) {
  const auto policy = ledger::parse_policy(text);
  if (!policy) return policy.error();
  return policy->of_log();
}

} // namespace

class WitnessHouse::Memory final : public ledger::WitnessMemory {
 public:
  explicit Memory(fs::path file) : file_(std::move(file)) {}
  Result<std::optional<std::string>> read() const override {
    if (std::error_code error; !fs::exists(file_, error)) return std::optional<std::string>{};
    const auto note = read_file(file_);
    if (!note) return note.error();
    return std::optional(std::string(as_text(*note)));
  }
  Result<void> write(const std::string& note) override { return write_durable_file(file_, as_bytes(note)); }

 private:
  fs::path file_;
};

Result<std::string> create_witness(const fs::path& folder, const NewWitness& wanted, const Clock& clock,
                                   const crypto::RandomSource& random) {
  if (std::error_code error; fs::exists(name_file(folder), error))
    return fail(ErrorKind::conflict, "INSTANCE_EXISTS", folder.string());
  if (auto policy = log_policy(wanted.log_policy); !policy) return policy.error();
  const auto signing = crypto::Sm2PrivateKey::generate();
  const auto key = ledger::NoteKey::make(wanted.name, signing.public_key(), ledger::Statement::cosignature);
  if (!key) return key.error();
  const auto keys = create_keys(folder, random);
  if (!keys) return keys.error();
  if (auto put = keys->put(witness_key, signing, false, random); !put) return put.error();
  if (auto written = write_tls(folder, *keys, wanted.hosts, clock(), random); !written)
    return written.error();
  for (const auto& [file, text] :
       {std::pair(folder / "policy.txt", wanted.log_policy),
        std::pair(hosts_file(folder), one_a_line(wanted.hosts)),
        std::pair(name_file(folder), wanted.name)}) // the name last: it makes a witness
    if (auto written = write_durable_file(file, as_bytes(text)); !written) return written.error();
  return key->text();
}

Result<std::vector<std::string>> WitnessHouse::hosts() const {
  std::vector<std::string> hosts;
  if (std::error_code error; !fs::exists(hosts_file(folder_), error)) return hosts; // an older witness
  const auto text = read_file(hosts_file(folder_));
  if (!text) return text.error();
  std::istringstream lines{std::string(as_text(*text))};
  for (std::string line; std::getline(lines, line);)
    hosts.push_back(line);
  return hosts;
}

WitnessHouse::WitnessHouse(fs::path folder, crypto::KeyStore keys)
    : folder_(std::move(folder)), keys_(std::move(keys)),
      memory_(std::make_unique<Memory>(folder_ / "checkpoint.txt")) {}

Result<std::unique_ptr<WitnessHouse>> WitnessHouse::open(const fs::path& folder) {
  const auto name = read_file(name_file(folder)), policy_text = read_file(folder / "policy.txt");
  if (!name) return name.error();
  if (!policy_text) return policy_text.error();
  auto policy = log_policy(as_text(*policy_text));
  if (!policy) return policy.error();
  auto keys = open_keys(folder);
  if (!keys) return keys.error();
  auto key = keys->get(witness_key);
  if (!key) return key.error();
  std::unique_ptr<WitnessHouse> house(new WitnessHouse(folder, *std::move(keys)));
  auto witness = ledger::Witness::open({.name = std::string(as_text(*name)),
                                        .signer = std::move(key->signer),
                                        .log = *std::move(policy),
                                        .memory = *house->memory_});
  if (!witness) return witness.error();
  house->witness_ = *std::move(witness);
  return house;
}

} // namespace elicense::instance
