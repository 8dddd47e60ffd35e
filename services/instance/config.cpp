// SPDX-License-Identifier: Apache-2.0
// elicense.toml, read strictly.
#include "instance/config.hpp"
#include "face/qr.hpp"

#include <fmt/format.h>
#include <set>
#include <toml++/toml.h>

namespace elicense::instance {
namespace {

// The QR code of a face holds it with "/v/" and a reference of 22 characters.
constexpr std::size_t max_public_url = face::max_face_qr_text - 3 - 22;

constexpr std::int64_t max_retention_days = 36'500; // a hundred years

const std::set<std::string_view> known_keys = {
    "profile",
    "listen.address",
    "listen.port",
    "listen.public_url",
    "listen.beyond_loopback",
    "listen.workers",
    "authority.code",
    "authority.name",
    "authority.seal",
    "keys.passphrase",
    "licenses.types",
    "login.issuer",
    "login.client_id",
    "login.secret_file",
    "login.name_claim",
    "login.code_type_claim",
    "login.code_claim",
    "outgoing.authorities",
    "outgoing.inner_hosts",
    "facades.license_app",
    "facades.sharing",
    "facades.secrets_in_query",
    "status.algorithm",
    "retention.ended_licenses",
    "retention.voided_plans",
    "retention.accesses",
    "retention.events",
    "retention.import_rows",
    "retention.scans",
    "retention.submissions",
    "limits.client_per_minute",
    "limits.client_per_day",
    "limits.peer_per_minute",
    "limits.holder_per_minute",
    "limits.matter_per_minute",
};

Error invalid(const std::filesystem::path& file, const toml::node* node, std::string_view what) {
  const auto line = node ? node->source().begin.line : 0;
  return fail(ErrorKind::invalid, "CONFIG_INVALID", fmt::format("{}:{}: {}", file.string(), line, what));
}

Result<void> refuse_unknown(const std::filesystem::path& file, const toml::table& table,
                            const std::string& prefix) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const toml::table* inner = node.as_table()) {
      if (auto checked = refuse_unknown(file, *inner, name + "."); !checked) return checked.error();
    } else if (!known_keys.contains(name)) {
      return invalid(file, &node, "unknown key " + name);
    }
  }
  return {};
}

// Reads one key when it is there; a wrong type is an error, not a default.
template <class T, class Out>
Result<void> read(const std::filesystem::path& file, const toml::table& table, std::string_view key,
                  Out& out) {
  const auto node = table.at_path(key);
  if (!node) return {};
  const auto value = node.value_exact<T>();
  if (!value) return invalid(file, node.node(), fmt::format("{} has the wrong type", key));
  out = static_cast<Out>(*value);
  return {};
}

Result<void> read_texts(const std::filesystem::path& file, const toml::table& table, std::string_view key,
                        std::vector<std::string>& out) {
  const auto node = table.at_path(key);
  if (!node) return {};
  const toml::array* const array = node.as_array();
  if (!array) return invalid(file, node.node(), fmt::format("{} has the wrong type", key));
  for (const toml::node& element : *array) {
    const auto text = element.value_exact<std::string>();
    if (!text) return invalid(file, &element, fmt::format("{} holds other than texts", key));
    out.push_back(*text);
  }
  return {};
}

// The numbers under [limits], by key.
template <class Settings> auto limits_of(Settings& limits) {
  return std::array{std::pair{"limits.client_per_minute", &limits.client_per_minute},
                    std::pair{"limits.client_per_day", &limits.client_per_day},
                    std::pair{"limits.peer_per_minute", &limits.peer_per_minute},
                    std::pair{"limits.holder_per_minute", &limits.holder_per_minute},
                    std::pair{"limits.matter_per_minute", &limits.matter_per_minute}};
}

Result<void> check_ranges(const std::filesystem::path& file, const toml::table& table) {
  const auto in_range = [&](std::string_view key, std::int64_t least, std::int64_t most) -> Result<void> {
    const auto node = table.at_path(key);
    const auto value = node.value<std::int64_t>();
    if (value && (*value < least || *value > most))
      return invalid(file, node.node(), fmt::format("{} must lie in {}..{}", key, least, most));
    return {};
  };
  if (auto checked = in_range("listen.port", 0, 65535); !checked) return checked;
  for (const auto* const kept :
       {"retention.ended_licenses", "retention.voided_plans", "retention.accesses", "retention.events",
        "retention.import_rows", "retention.scans", "retention.submissions"})
    if (auto checked = in_range(kept, 1, max_retention_days); !checked) return checked;
  Config any;
  for (const auto& [key, value] : limits_of(any.limits))
    if (auto checked = in_range(key, 0, 1'000'000'000); !checked) return checked;
  return in_range("listen.workers", 1, 256);
}

Result<Profile> profile_of(const std::filesystem::path& file, const toml::table& table) {
  const auto node = table.at_path("profile");
  const std::string text = node.value_or(std::string{});
  if (text == "dev") return Profile::dev;
  if (text == "production") return Profile::production;
  return invalid(file, node.node(), "profile must be \"dev\" or \"production\"");
}

Result<void> read_values(const std::filesystem::path& file, const toml::table& table, Config& config) {
  std::string types, authorities, secret, status_algorithm = "sm2-sm3";
  const Result<void> results[] = {
      read<std::string>(file, table, "listen.address", config.address),
      read<std::int64_t>(file, table, "listen.port", config.port),
      read<std::string>(file, table, "listen.public_url", config.public_url),
      read<std::int64_t>(file, table, "listen.workers", config.workers),
      read<bool>(file, table, "listen.beyond_loopback", config.beyond_loopback),
      read<std::string>(file, table, "authority.code", config.authority_code),
      read<std::string>(file, table, "authority.name", config.authority_name),
      read<std::string>(file, table, "authority.seal", config.authority_seal),
      read<bool>(file, table, "keys.passphrase", config.key_passphrase),
      read<std::string>(file, table, "licenses.types", types),
      read<std::string>(file, table, "status.algorithm", status_algorithm),
      read<bool>(file, table, "facades.license_app", config.license_app),
      read<bool>(file, table, "facades.sharing", config.sharing),
      read<bool>(file, table, "facades.secrets_in_query", config.facade_secrets_in_query),
      read<std::string>(file, table, "outgoing.authorities", authorities),
      read<std::string>(file, table, "login.issuer", config.login_issuer),
      read<std::string>(file, table, "login.client_id", config.login_client_id),
      read<std::string>(file, table, "login.secret_file", secret),
      read<std::string>(file, table, "login.name_claim", config.login_name_claim),
      read<std::string>(file, table, "login.code_type_claim", config.login_code_type_claim),
      read<std::string>(file, table, "login.code_claim", config.login_code_claim),
      read_texts(file, table, "outgoing.inner_hosts", config.inner_hosts),
  };
  for (const auto& result : results)
    if (!result) return result.error();
  if (status_algorithm != "sm2-sm3" && status_algorithm != "es256")
    return invalid(file, table.at_path("status.algorithm").node(),
                   "status.algorithm must be \"sm2-sm3\" or \"es256\"");
  config.status_es256 = status_algorithm == "es256";
  if (!secret.empty()) config.login_secret = config.folder / secret;
  if (!authorities.empty()) config.outgoing_authorities = config.folder / authorities;
  for (const auto& [key, value] : limits_of(config.limits))
    if (auto done = read<std::int64_t>(file, table, key, *value); !done) return done;
  if (!types.empty()) config.license_types = config.folder / types;
  return {};
}

Result<void> read_retention(const std::filesystem::path& file, const toml::table& table,
                            privacy::RetentionRules& rules) {
  const auto days = [&](std::string_view key, std::optional<std::chrono::days>& out) -> Result<void> {
    std::int64_t value = 0;
    if (auto got = read<std::int64_t>(file, table, key, value); !got) return got;
    if (value > 0) out = std::chrono::days(value);
    return {};
  };
  if (auto got = days("retention.ended_licenses", rules.ended_licenses); !got) return got;
  if (auto got = days("retention.voided_plans", rules.voided_plans); !got) return got;
  if (auto got = days("retention.accesses", rules.accesses); !got) return got;
  if (auto got = days("retention.events", rules.events); !got) return got;
  if (auto got = days("retention.import_rows", rules.import_rows); !got) return got;
  if (auto read = days("retention.scans", rules.scans); !read) return read;
  return days("retention.submissions", rules.submissions);
}

} // namespace

Result<Config> read_config(const std::filesystem::path& folder) {
  const auto file = folder / "elicense.toml";
  if (std::error_code error; !std::filesystem::is_regular_file(file, error))
    return fail(ErrorKind::not_found, "CONFIG_MISSING", file.string());
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::invalid, "CONFIG_INVALID",
                fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
  }
  Config config;
  config.folder = folder;
  if (auto checked = refuse_unknown(file, table, ""); !checked) return checked.error();
  if (auto checked = check_ranges(file, table); !checked) return checked.error();
  const auto profile = profile_of(file, table);
  if (!profile) return profile.error();
  config.profile = *profile;
  if (auto read = read_values(file, table, config); !read) return read.error();
  if (auto read = read_retention(file, table, config.retention); !read) return read.error();
  if (!config.login_issuer.empty() && config.login_client_id.empty())
    return invalid(file, nullptr, "login.issuer needs login.client_id");
  for (const auto* needed :
       {&config.public_url, &config.authority_code, &config.authority_name, &config.authority_seal})
    if (needed->empty())
      return invalid(file, nullptr,
                     "listen.public_url, authority.code, authority.name and authority.seal are needed");
  if (config.public_url.size() > max_public_url)
    return invalid(file, nullptr,
                   "listen.public_url is longer than " + std::to_string(max_public_url) +
                       " bytes: a QR code on a face could not be read");
  return config;
}

std::string config_text(const Config& config) {
  return fmt::format(R"(# Settings of this elicense instance. Paths are relative to this folder.
profile = "{}"            # "dev" accepts development keys; "production" refuses them

[listen]
address = "{}"      # with profile "dev" another one takes beyond_loopback = true
port = {}
public_url = "{}"
workers = {}              # threads that do the cryptography

[authority]               # 证照颁发机构
code = "{}"
name = "{}"
seal = "{}"

[keys]
passphrase = {}        # false: keys/wrapping.bin unlocks the key store

[retention]               # days that personal data are kept, for elicense retain; without a line for ever
# ended_licenses = 3650   # after the last day of validity
# voided_plans = 30       # what was asked for and never issued
# accesses = 1095         # who read what
# events = 90             # told to other systems, once delivered or given up
# import_rows = 365       # rows of historic stock that were not issued or had something to know, once the import was over
# scans = 1095            # of shown codes, with sessions and mandates that are over
# submissions = 3650      # with their annotated copies, after their last change
)",
                     config.profile == Profile::dev ? "dev" : "production", config.address, config.port,
                     config.public_url, config.workers, config.authority_code, config.authority_name,
                     config.authority_seal, config.key_passphrase);
}

} // namespace elicense::instance
