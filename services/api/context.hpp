// SPDX-License-Identifier: Apache-2.0
// What the endpoints work with; main owns the objects.
#pragma once
#include "access/administration.hpp"
#include "access/authenticator.hpp"
#include "access/authorization.hpp"
#include "access/backoff.hpp"
#include "access/harvest.hpp"
#include "access/limits.hpp"
#include "api/login.hpp"
#include "api/sandbox.hpp"
#include "http/message.hpp"
#include "jobs/decisions.hpp"
#include "jobs/imports.hpp"
#include "jobs/watchers.hpp"
#include "ledger/keeper.hpp"
#include "license/copies.hpp"
#include "license/life.hpp"
#include "license/type_publisher.hpp"
#include "notify/broadcast.hpp"
#include "notify/subscribing.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "privacy/complaint_register.hpp"
#include "privacy/disclosure.hpp"
#include "privacy/holder_register.hpp"
#include "recall/recaller.hpp"
#include "show/desk.hpp"
#include "show/offline_desk.hpp"
#include "status/publisher.hpp"
#include "submission/matter_publisher.hpp"
#include "submission/submissions.hpp"
#include "verify/engine.hpp"

namespace elicense::api {

struct Access {
  access::Authenticator& authenticator;
  access::Administration& administration;
  access::Register& people;
  const access::AuthorizationTable& table;
  access::Limits& limits;
  access::HarvestBrake& harvest;
  std::string tenant; // the authority whose instance this is
};

struct Jobs { // over many licenses
  jobs::Register& kept;
  jobs::Imports& imports;
  jobs::SignOff& sign_off;
  jobs::Decisions& decisions;
  jobs::Worker& worker;
  jobs::Watchers& watchers;
};

// Interfaces of existing platforms over the same core (docs/facades.md).
struct Facades {
  bool license_app = false, sharing = false;
  bool secrets_in_query = false; // tokens and use-codes are taken from addresses, too
  std::string public_url;        // in front of the paths of ours that are answered
};

struct Context {
  const license::TypeCatalogue& types;
  license::TypePublisher& type_publisher;
  const submission::MatterDirectory& matters;
  submission::MatterPublisher& matter_publisher;
  license::Register& licenses;
  license::Issuer& issuer;
  const license::TransitionTable& transitions;
  license::Life& life;
  const license::Copies& copies;
  ledger::Book& book;
  ledger::Keeper& keeper;
  const ledger::Blinder& blinder;
  const verify::Engine& engine;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  const face::Fonts& fonts;
  const crypto::TrustStore& trust;
  const privacy::Disclosure& disclosure;
  privacy::AccessLog& accesses;
  privacy::HolderRegister& holders;
  privacy::ComplaintRegister& complaints;
  notify::Outbox& outbox;
  const notify::Subscriber& subscriber;
  const notify::MessageKeys& message_keys;
  notify::Broadcast& broadcast;
  status::Publisher& status_lists;
  const status::PublicKey& status_key;
  const std::vector<status::FormerKey>& former_status_keys;
  const show::OfflineDesk& offline;
  const Jobs& jobs;
  const Access& access;
  const Login* login; // null: no identity provider is configured
  observe::Log& log;
  observe::Metrics& metrics;
  std::string verification_url;
  Clock clock;
  show::Desk& show;
  access::Backoff& spoken; // wrong spoken codes, by party
  const submission::Submissions& submissions;
  const recall::Recaller& recalls;
  const Sandbox* sandbox = nullptr; // null: this is none
  Facades facades = {};
};

} // namespace elicense::api
