// SPDX-License-Identifier: Apache-2.0
#include "cli/sandbox_world.hpp"

#include "access/arrival.hpp"
#include "cli/commands.hpp"
#include "cli/key_file.hpp"
#include "instance/files.hpp"
#include "instance/revoked_seal.hpp"
#include "sandbox/supply.hpp"
#include "seal/leaves.hpp"

namespace elicense::cli {
namespace {

namespace fs = std::filesystem;

fs::path home(const fs::path& folder) {
  return folder / "sandbox";
}

// Anew: the world is written last, so without one what lies there is half.
Result<void> clear(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(home(folder), error);
  if (!error) fs::create_directory(home(folder), error);
  if (!error) fs::permissions(home(folder), fs::perms::owner_all, error);
  if (!error) return {};
  return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", home(folder).string() + ": " + error.message());
}

Result<void> make_seal(const instance::Config& config) {
  const auto keys = instance::open_keys(config, ask_passphrase);
  if (!keys) return keys.error();
  return instance::make_revoked_seal(config, *keys, system_time(), crypto::system_random);
}

// Those that `wanted` picks, with the seal.
Result<void> issue(instance::Instance& instance, const std::string& seal_id,
                   std::vector<const sandbox::Delivery*> wanted, std::vector<sandbox::Issued>& issued) {
  std::vector<license::IssueRequest> requests;
  requests.reserve(wanted.size());
  for (const sandbox::Delivery* one : wanted)
    requests.push_back(one->request);
  const bool usual = seal_id == instance.config().authority_seal; // serials that anybody can foretell
  const auto random = sandbox::foretold_random(sandbox::seed + (usual ? 0 : 1));
  const auto answers = instance::unchecked_issuer(instance, seal_id, random).issue_many(requests);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!answers[i]) return answers[i].error();
    issued.push_back({*answers[i], wanted[i]->persona});
  }
  return {};
}

Result<std::vector<sandbox::Issued>> issue_all(instance::Instance& instance, const std::string& today) {
  const auto supply = sandbox::supply(instance.types(), today);
  if (!supply) return supply.error();
  std::vector<const sandbox::Delivery*> usual, revoked;
  for (const sandbox::Delivery& one : *supply) {
    const bool by_revoked =
        one.persona != nullptr && one.persona->trouble == sandbox::Trouble::seal_is_revoked;
    (by_revoked ? revoked : usual).push_back(&one);
  }
  std::vector<sandbox::Issued> issued;
  if (auto done = issue(instance, instance.config().authority_seal, usual, issued); !done)
    return done.error();
  if (auto done = issue(instance, instance::revoked_seal_id, revoked, issued); !done) return done.error();
  return issued;
}

Result<void> record_seal(instance::Instance& instance) {
  const auto held = instance.seals().find(instance::revoked_seal_id);
  if (!held) return held.error();
  const auto leaf = instance.book().append(seal::made_leaf((*held)->seal, instance.blinder(), system_time()));
  return leaf ? Result<void>() : Result<void>(leaf.error());
}

Result<access::NewParty> party_of(const instance::Config& config, std::string_view name,
                                  std::string_view role, std::string_view scopes) {
  auto parsed = access::Scopes::parse(scopes);
  if (!parsed) return parsed.error();
  return access::NewParty{.kind = access::PartyKind::client,
                          .tenant = config.authority_code,
                          .name = std::string(name),
                          .subject = {},
                          .roles = {*access::role_from_text(role)},
                          .scopes = *std::move(parsed)};
}

Result<access::Credential> new_secret() {
  return access::new_credential(access::KeyKind::hmac_sm3, "", system_time(), crypto::system_random);
}

Result<sandbox::Registered> admit(instance::Instance& instance, const sandbox::Application& application) {
  auto party = party_of(instance.config(), application.name, application.roles, application.scopes);
  if (!party) return party.error();
  auto credential = new_secret();
  if (!credential) return credential.error();
  const fs::path file = home(instance.config().folder) / (std::string(application.name) + ".json");
  const access::SigningKey key{credential->key_id, credential->material.clone()};
  if (auto written = write_key_file(file, key); !written) return written.error();
  const auto admitted = instance.administration().admit_on_site(*std::move(party), *std::move(credential));
  if (!admitted) return admitted.error();
  return sandbox::Registered{&application, admitted->party.id, admitted->credential.key_id};
}

// The person in office logs in, and has a key that nobody is told.
Result<std::string> admit_clerk(instance::Instance& instance) {
  const std::string subject = access::subject_digest(sandbox::issuer, sandbox::clerk);
  if (const auto known = instance.people().operator_of(subject)) return known->id;
  auto party = party_of(instance.config(), sandbox::clerk, "window_clerk", "license_type:* matter:*");
  if (!party) return party.error();
  party->kind = access::PartyKind::operator_;
  party->subject = subject;
  auto credential = new_secret();
  if (!credential) return credential.error();
  const auto admitted = instance.administration().admit_on_site(*std::move(party), *std::move(credential));
  if (!admitted) return admitted.error();
  return admitted->party.id;
}

Result<sandbox::World> make_world(instance::Instance& instance) {
  if (auto recovered = instance.issuer().finish_open_plans(); !recovered) return recovered.error();
  if (auto recorded = record_seal(instance); !recorded) return recorded.error();
  sandbox::World::Parts parts{
      .made_on = to_china_date(system_time()), .operator_ = {}, .applications = {}, .licenses = {}};
  auto issued = issue_all(instance, parts.made_on);
  if (!issued) return issued.error();
  parts.licenses = *std::move(issued);
  for (const sandbox::Application& application : sandbox::applications()) {
    auto registered = admit(instance, application);
    if (!registered) return registered.error();
    parts.applications.push_back(*std::move(registered));
  }
  auto clerk = admit_clerk(instance);
  if (!clerk) return clerk.error();
  parts.operator_ = *std::move(clerk);
  return sandbox::World::of(parts);
}

} // namespace

Result<sandbox::World> furnished(const fs::path& folder) {
  const auto config = instance::read_config(folder);
  if (!config) return config.error();
  if (config->profile != instance::Profile::dev) return fail(ErrorKind::forbidden, "SANDBOX_PROFILE");
  const fs::path file = home(folder) / "world.json";
  if (std::error_code error; fs::exists(file, error)) {
    const auto text = instance::read_file(file);
    if (!text) return text.error();
    return sandbox::World::read(as_text(*text));
  }
  if (auto cleared = clear(folder); !cleared) return cleared.error();
  if (auto made = make_seal(*config); !made) return made.error();
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return instance.error();
  auto world = make_world(**instance);
  if (!world) return world;
  const std::string text = world->description().dump(2) + "\n";
  if (auto written = instance::write_durable_file(file, as_bytes(text)); !written) return written.error();
  return world;
}

} // namespace elicense::cli
