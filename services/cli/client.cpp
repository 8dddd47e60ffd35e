// SPDX-License-Identifier: Apache-2.0
// elicense client add|list|disable: on the machine itself, while the service is stopped.
#include "cli/commands.hpp"
#include "cli/key_file.hpp"
#include "instance/files.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct NewClient {
  std::string folder = "var", name, tenant, certificate, out;
  std::vector<std::string> roles, scopes;
  bool sm2 = false;
};

Error unusable(std::string what) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::move(what));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " ") + word;
  return text;
}

Result<access::NewParty> wanted(const NewClient& options, const instance::Config& config) {
  access::NewParty party{.kind = access::PartyKind::client,
                         .tenant = options.tenant.empty() ? config.authority_code : options.tenant,
                         .name = options.name,
                         .subject = {},
                         .roles = {},
                         .scopes = {}};
  for (const std::string& word : options.roles) {
    const auto role = access::role_from_text(word);
    if (!role) return unusable("unknown role " + word);
    party.roles.insert(*role);
  }
  auto scopes = access::Scopes::parse(joined(options.scopes));
  if (!scopes) return scopes.error();
  party.scopes = *std::move(scopes);
  return party;
}

struct Made {
  access::Credential credential;
  std::optional<access::SigningKey> key; // absent for a certificate: its owner has it
};

Result<Made> make_credential(const NewClient& options) {
  const auto made = [](access::KeyKind kind, std::string_view text) {
    return access::new_credential(kind, text, system_time(), crypto::system_random);
  };
  if (!options.certificate.empty()) {
    const auto pem = instance::read_file(options.certificate);
    if (!pem) return pem.error();
    auto credential = made(access::KeyKind::certificate, as_text(*pem));
    if (!credential) return credential.error();
    return Made{*std::move(credential), std::nullopt};
  }
  if (options.sm2) {
    auto key = crypto::Sm2PrivateKey::generate();
    auto credential = made(access::KeyKind::sm2, to_base64(key.public_key().point()));
    if (!credential) return credential.error();
    const std::string key_id = credential->key_id;
    return Made{*std::move(credential), access::SigningKey{key_id, std::move(key)}};
  }
  auto credential = made(access::KeyKind::hmac_sm3, "");
  if (!credential) return credential.error();
  access::SigningKey key{credential->key_id, credential->material.clone()};
  return Made{*std::move(credential), std::move(key)};
}

int add(const NewClient& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  auto party = wanted(options, (*instance)->config());
  if (!party) return tell(party.error());
  auto made = make_credential(options);
  if (!made) return tell(made.error());
  if (auto added = (*instance)->people().add_tenant({party->tenant, party->tenant}); !added)
    return tell(added.error());
  if (made->key)
    if (auto written = write_key_file(options.out, *made->key); !written) return tell(written.error());
  const auto admitted =
      (*instance)->administration().admit_on_site(*std::move(party), std::move(made->credential));
  if (!admitted) return tell(admitted.error());
  std::cout << fmt::format("added  {}  key {}  roles {}\n", admitted->party.id, admitted->credential.key_id,
                           access::to_text(admitted->party.roles));
  return ok;
}

int list(const std::string& folder) {
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto parties = (*instance)->people().parties();
  if (!parties) return tell(parties.error());
  for (const access::Party& party : *parties)
    std::cout << fmt::format("{}  {}  {}  {}{}  {}\n", party.id, to_text(party.kind), party.tenant,
                             access::to_text(party.roles), party.disabled ? " (disabled)" : "", party.name);
  return ok;
}

int disable(const std::string& folder, const std::string& party) {
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto disabled = (*instance)->administration().disable_on_site(party);
  if (!disabled) return tell(disabled.error());
  std::cout << fmt::format("disabled  {}\n", disabled->id);
  return ok;
}

void add_add(CLI::App& client, Run& run) {
  auto* command = client.add_subcommand("add", "register an application and make its key");
  const auto options = std::make_shared<NewClient>();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--name", options->name, "name of the application")->required();
  command->add_option("--role", options->roles, "may be given several times");
  command->add_option("--scope", options->scopes, "KIND:VALUE or KIND:*; may be given several times");
  command->add_option("--tenant", options->tenant, "code of its authority; the instance's own when absent");
  auto* certificate =
      command->add_option("--certificate", options->certificate, "its TLS client certificate, PEM");
  command->add_flag("--sm2", options->sm2, "an SM2 key instead of an HMAC-SM3 secret")->excludes(certificate);
  command->add_option("--out", options->out, "new file for the key, readable by its owner only");
  command->footer("Example: elicense client add --instance var --name counter --role issuer_clerk --scope "
                  "'license_type:*' --out var/counter.json");
  command->callback([options, &run] {
    if (options->certificate.empty() == options->out.empty())
      throw CLI::RequiredError("--out or --certificate");
    run = [options] { return add(*options); };
  });
}

} // namespace

void add_client(CLI::App& app, Run& run) {
  auto* client = app.add_subcommand("client", "applications and persons that may use the service");
  client->require_subcommand(1);
  client->footer(
      "The service must not be running on the instance.\nExample: elicense client list --instance var");
  add_add(*client, run);
  const auto folder = std::make_shared<std::string>("var"), party = std::make_shared<std::string>();
  auto* listing = client->add_subcommand("list", "who is registered, with roles");
  listing->add_option("--instance", *folder, "instance folder")->capture_default_str();
  listing->footer("Example: elicense client list --instance var");
  listing->callback([folder, &run] { run = [folder] { return list(*folder); }; });
  auto* disabling = client->add_subcommand("disable", "take every right away at once");
  disabling->add_option("--instance", *folder, "instance folder")->capture_default_str();
  disabling->add_option("PARTY", *party, "id, as listed")->required();
  disabling->footer("Example: elicense client disable --instance var 0123456789abcdef");
  disabling->callback([folder, party, &run] { run = [folder, party] { return disable(*folder, *party); }; });
}

} // namespace elicense::cli
