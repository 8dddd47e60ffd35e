// SPDX-License-Identifier: Apache-2.0
// Wiring as services/instance does it, with the test PKI in place of files.
#include "tests/support/reception.hpp"

#include "crypto/timestamp.hpp"
#include "facade/routes.hpp"
#include "schemas/resources.hpp"
#include "seal/making.hpp"
#include "tests/support/sealed_documents.hpp"

namespace elicense::test {
namespace {

seal::HeldSeal held_seal(const face::Fonts& fonts) {
  const TestPki& pki = test_pki();
  const seal::NewSeal wanted{.id = std::string(test_seal),
                             .vendor = "test",
                             .name = "示例市行政审批服务局",
                             .line = "电子证照专用章",
                             .created = pki.start,
                             .valid_from = pki.start,
                             .valid_until = pki.finish};
  const Bytes der = seal::make_official_seal(wanted, {pki.signer.certificate}, pki.seal_maker.certificate,
                                             *pki.seal_maker.key, fonts)
                        .value();
  return {.id = wanted.id,
          .seal = crypto::decode_seal(der).value(),
          .certificate = pki.signer.certificate,
          .signer = signer_of(pki.signer)};
}

Result<notify::Answer> echo_challenge(const notify::Message& message) {
  const auto challenge = nlohmann::json::parse(message.body)["challenge"];
  return notify::Answer{200, nlohmann::json{{"challenge", challenge}}.dump()};
}

} // namespace

Reception::Reception(const access::LimitSettings& limits)
    : receiver(echo_challenge), types(license::TypeCatalogue::load().value()), now(test_pki().now),
      fonts_(face::Fonts::load().value()), trust_(std::make_shared<crypto::TrustStore>(test_pki().trust())),
      log_(observe::Log::silent()) {
  const Clock clock = [this] { return now; };
  const TestPki& pki = test_pki();
  std::vector<seal::HeldSeal> held;
  held.push_back(held_seal(*fonts_));
  seals_ = std::make_unique<seal::Cabinet>(std::move(held));
  const auto stamp = [this, &pki](ByteView bytes) {
    return crypto::make_timestamp(bytes, now, pki.tsa.certificate, *pki.tsa.key, crypto::system_random);
  };
  sealer_ = std::make_unique<seal::Sealer>(stamp, clock);
  engine_ = std::make_unique<verify::Engine>(trust_, &licenses, &types, clock);
  stranger_ = std::make_unique<verify::Engine>(trust_, nullptr, &types, clock);
  const license::SelfCheck self_check = [this](const ofd::SignedFile& document) -> Result<void> {
    const auto report = stranger_->verify(document);
    if (report.verdict == verify::Verdict::trusted) return {};
    return fail(ErrorKind::internal, "SELF_CHECK_FAILED", report.cause);
  };
  issuer_ = std::make_unique<license::Issuer>(license::IssueDependencies{
      .types = types,
      .licenses = licenses,
      .blinder = test_blinder(),
      .fonts = *fonts_,
      .seals = *seals_,
      .sealer = *sealer_,
      .self_check = self_check,
      .authority = {"11640000MB999999XM", "示例市行政审批服务局", std::string(test_seal)},
      .verification_url = "https://test.example/v/",
      .clock = clock,
      .random = crypto::system_random,
      .status_place = [this] { return status_lists_->reserve(); }});
  type_publisher_ = std::make_unique<license::TypePublisher>(
      license::TypePublisher::Parts{.types = types,
                                    .proposals = type_changes,
                                    .fonts = *fonts_,
                                    .blinder = test_blinder(),
                                    .authority = {},
                                    .verification_url = "https://test.example/v/",
                                    .clock = clock,
                                    .random = crypto::system_random});
  matter_publisher_ = std::make_unique<submission::MatterPublisher>(
      submission::MatterPublisher::Parts{.matters = matters,
                                         .proposals = matter_changes,
                                         .types = types,
                                         .blinder = test_blinder(),
                                         .authority = {},
                                         .clock = clock,
                                         .random = crypto::system_random});
  life_ = std::make_unique<license::Life>(license::LifeDependencies{.table = transitions_,
                                                                    .licenses = licenses,
                                                                    .issuer = *issuer_,
                                                                    .blinder = test_blinder(),
                                                                    .clock = clock,
                                                                    .random = crypto::system_random});
  copies_ = std::make_unique<license::Copies>(license::CopyDependencies{.types = types,
                                                                        .licenses = licenses,
                                                                        .blinder = test_blinder(),
                                                                        .clock = clock,
                                                                        .random = crypto::system_random});
  wire_jobs(clock);
  const auto ledger_key = std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate());
  keeper_ =
      ledger::Keeper::open({.book = licenses.book, .signer = ledger_key, .origin = "test.example/ledger"})
          .value();
  subscriber_ = std::make_unique<notify::Subscriber>(
      *outbox, message_keys_, [this](const notify::Message& message) { return receiver(message); }, clock,
      crypto::system_random);
  disclosure_ = std::make_unique<privacy::Disclosure>(privacy::DisclosureDependencies{
      .log = accesses, .blinder = test_blinder(), .clock = clock, .random = crypto::system_random});
  people.now = now - std::chrono::hours(1);
  client_ =
      people
          .with_secret({access::Role::issuer_clerk, access::Role::seal_keeper, access::Role::integrator},
                       own_authority, "license_type:*")
          .key;
  now -= std::chrono::seconds(1); // what is signed in the second of the start is refused
  authenticator_ = std::make_unique<access::Authenticator>(people.register_, clock);
  now += std::chrono::seconds(1);
  people.now = now;
  table_ = access::AuthorizationTable::parse(find_resource("schemas/authorization.tsv").value()).value();
  limits_ = std::make_unique<access::Limits>(limits);
  harvest_ = std::make_unique<access::HarvestBrake>(
      access::HarvestRules::parse(find_resource("schemas/harvest.tsv").value()).value(),
      [this](const access::HarvestReport& report) { harvests.push_back(report); });
  access_ = std::make_unique<api::Access>(api::Access{.authenticator = *authenticator_,
                                                      .administration = people.administration,
                                                      .people = people.register_,
                                                      .table = table_,
                                                      .limits = *limits_,
                                                      .harvest = *harvest_,
                                                      .tenant = std::string(own_authority)});
  const auto status_signer = new_key();
  auto status_pair = status::sm2_pair(status_signer);
  wire_show(clock);
  wire_submissions(clock, self_check);
  status_key_ = std::move(status_pair.key);
  status_lists_ = std::make_unique<status::Publisher>(
      status::Publisher::Parts{.source = numbered,
                               .places = status::Places(crypto::SecretBytes(Bytes(32, 7))),
                               .signer = std::move(status_pair.signer),
                               .base = "https://test.example/v1/status-lists",
                               .record = [](std::uint64_t, ByteView) -> Result<void> { return {}; },
                               .clock = clock});
  offline_desk_ = std::make_unique<show::OfflineDesk>(
      show::OfflineDesk::Parts{.kept = offline,
                               .types = types,
                               .lists = *status_lists_,
                               .signer = status::sm2_pair(status_signer).signer,
                               .key = status_key_->key,
                               .blinder = test_blinder(),
                               .clock = clock,
                               .random = crypto::system_random});
  recalls_ = std::make_unique<recall::Recaller>(recall::RecallerParts{
      .kept = recalls, .blinder = test_blinder(), .clock = clock, .random = crypto::system_random});
  complaints_ = jobs_file_.licenses().complaints();
  context_ = std::make_unique<api::Context>(api::Context{.types = types,
                                                         .type_publisher = *type_publisher_,
                                                         .matters = matters,
                                                         .matter_publisher = *matter_publisher_,
                                                         .licenses = licenses,
                                                         .issuer = *issuer_,
                                                         .transitions = transitions_,
                                                         .life = *life_,
                                                         .copies = *copies_,
                                                         .book = licenses.book,
                                                         .keeper = *keeper_,
                                                         .blinder = test_blinder(),
                                                         .engine = *engine_,
                                                         .seals = *seals_,
                                                         .sealer = *sealer_,
                                                         .fonts = *fonts_,
                                                         .trust = *trust_,
                                                         .disclosure = *disclosure_,
                                                         .accesses = accesses,
                                                         .holders = holders,
                                                         .complaints = *complaints_,
                                                         .outbox = *outbox,
                                                         .subscriber = *subscriber_,
                                                         .message_keys = message_keys_,
                                                         .broadcast = broadcast,
                                                         .status_lists = *status_lists_,
                                                         .status_key = *status_key_,
                                                         .former_status_keys = former_status_keys,
                                                         .offline = *offline_desk_,
                                                         .jobs = *jobs_,
                                                         .access = *access_,
                                                         .login = nullptr,
                                                         .log = *log_,
                                                         .metrics = metrics_,
                                                         .verification_url = "https://test.example/v/",
                                                         .clock = clock,
                                                         .show = *show_,
                                                         .spoken = spoken_,
                                                         .submissions = *submissions_,
                                                         .recalls = *recalls_,
                                                         .facades = {.license_app = true,
                                                                     .sharing = true,
                                                                     .secrets_in_query = true,
                                                                     .public_url = "https://test.example"}});
  set_facades(context_->facades);
}

void Reception::set_facades(const api::Facades& facades) {
  context_->facades = facades;
  router_ = std::make_unique<http::Router>(api::make_router(*context_, facade::endpoints(facades)));
}

// Its rows in a file, its licenses those in memory.
void Reception::wire_show(const Clock& clock) {
  show_ = std::make_unique<show::Desk>(show::DeskParts{
      .kept = jobs_file_.licenses().show([this](std::string_view id) { return licenses.find(id); }),
      .find = [this](std::string_view id) { return licenses.find(id); },
      .holders = holders,
      .types = types,
      .blinder = test_blinder(),
      .disclosure = *disclosure_,
      .says_nothing = [this](std::string_view text) { return access::is_filler(text, harvest_->rules()); },
      .addresses = show::Addresses::create("https://test.example/s/").value(),
      .status_number = [this] { return status_lists_->reserve_number(); },
      .clock = clock,
      .random = crypto::system_random});
}

void Reception::wire_submissions(const Clock& clock, const license::SelfCheck& self_check) {
  kept_submissions_ = jobs_file_.licenses().submissions();
  annotated_copies_ = std::make_unique<submission::AnnotatedCopies>(
      submission::CopyTools{.types = types,
                            .fonts = *fonts_,
                            .seals = *seals_,
                            .sealer = *sealer_,
                            .self_check = self_check,
                            .verification_url = "https://test.example/v/"});
  submissions_ = std::make_unique<submission::Submissions>(
      submission::SubmissionDependencies{.kept = *kept_submissions_,
                                         .matters = matters,
                                         .types = types,
                                         .licenses = licenses,
                                         .uses = show_->uses(),
                                         .shows = show_->kept(),
                                         .engine = *engine_,
                                         .copies = *annotated_copies_,
                                         .disclosure = *disclosure_,
                                         .blinder = test_blinder(),
                                         .maker = "示例市行政审批服务局",
                                         .clock = clock,
                                         .random = crypto::system_random});
}

// Jobs are kept in a file of their own; the licenses they are about, in memory.
void Reception::wire_jobs(const Clock& clock) {
  jobs::Register& kept = *jobs_file_;
  const std::string tenant(own_authority);
  imports_ = std::make_unique<jobs::Imports>(jobs::ImportsDependencies{
      .jobs = kept, .types = types, .tenant = tenant, .clock = clock, .random = crypto::system_random});
  sign_off_ = std::make_unique<jobs::SignOff>(jobs::SignOffDependencies{
      .jobs = kept, .blinder = test_blinder(), .clock = clock, .random = crypto::system_random});
  decisions_ =
      std::make_unique<jobs::Decisions>(jobs::DecisionsDependencies{.jobs = kept,
                                                                    .licenses = licenses,
                                                                    .life = *life_,
                                                                    .tenant = tenant,
                                                                    .clock = clock,
                                                                    .random = crypto::system_random});
  worker_ = std::make_unique<jobs::Worker>(jobs::WorkerDependencies{
      .run = {.jobs = kept, .issuer = *issuer_, .types = types, .random = crypto::system_random, .lanes = 1},
      .life = *life_,
      .sign_off = *sign_off_,
      .blinder = test_blinder(),
      .clock = clock});
  watchers_ = std::make_unique<jobs::Watchers>(kept, *worker_);
  jobs_ = std::make_unique<api::Jobs>(api::Jobs{.kept = kept,
                                                .imports = *imports_,
                                                .sign_off = *sign_off_,
                                                .decisions = *decisions_,
                                                .worker = *worker_,
                                                .watchers = *watchers_});
}

http::Response Reception::call(const std::string& method, const std::string& path, ByteView body,
                               const std::map<std::string, std::string, std::less<>>& headers,
                               const std::multimap<std::string, std::string, std::less<>>& query) const {
  http::Request request = request_of(method, path, as_text(body), headers);
  request.query = query;
  const bool is_holders = path.starts_with("/v1/holders/me/") || path.starts_with("/v1/device-keys") ||
                          path.starts_with("/v1/offline-tickets");
  if (!holder || !is_holders) return call_as(*client_, std::move(request));
  const std::string session = people.login("", {access::Role::holder}, {holder->code_type, holder->code});
  request.headers["authorization"] = "Bearer " + session;
  return call_unsigned(std::move(request));
}

http::Response Reception::call_as(const access::SigningKey& key, http::Request request) const {
  auto added = access::sign_request({request.method, request.target, request.headers, request.body}, key, now,
                                    crypto::system_random)
                   .value();
  request.headers.merge(added);
  return call_unsigned(std::move(request));
}

http::Response Reception::call_unsigned(http::Request request) const {
  const auto match = router_->match(request.method, request.path);
  if (!match.route) throw std::logic_error("no route for " + request.method + " " + request.path);
  request.parameters = match.parameters;
  request.route = match.route->name;
  return match.route->handler(request);
}

http::Request request_of(std::string method, std::string path, std::string_view body,
                         access::Headers headers) {
  http::Request request;
  request.method = std::move(method);
  request.path = path;
  request.target = std::move(path);
  request.headers = std::move(headers);
  request.headers.emplace("host", "127.0.0.1:8443");
  request.body = to_bytes(body);
  request.id = "test-request";
  request.peer = "192.0.2.1";
  return request;
}

http::Response Reception::issue(const nlohmann::json& data, const std::string& key,
                                std::string_view type) const {
  const std::string body = nlohmann::json{{"license_type", type}, {"data", data}}.dump();
  return call("POST", "/v1/licenses", as_bytes(body),
              {{"idempotency-key", key}, {"content-type", "application/json"}});
}

nlohmann::json body_of(const http::Response& response) {
  return nlohmann::json::parse(as_text(response.body));
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [header, value] : response.headers)
    if (header == name) return value;
  return {};
}

} // namespace elicense::test
