// SPDX-License-Identifier: Apache-2.0
#include "cli/sandbox.hpp"

#include "cli/login_door.hpp"
#include "cli/sandbox_world.hpp"
#include "sandbox/ending_licenses.hpp"
#include "sandbox/failing_holders.hpp"

namespace elicense::cli {
namespace {

using sandbox::Fault;
using sandbox::Trouble;

constexpr std::chrono::milliseconds answer_pause{200};

Result<access::NewSession> log_in(access::Register& people, const sandbox::Residents& residents,
                                  std::string_view name) {
  const sandbox::Resident* const resident = sandbox::find_resident(residents, name);
  if (resident == nullptr && name != sandbox::clerk) return fail(ErrorKind::not_found, "SANDBOX_PERSONA");
  access::Person person{.issuer = std::string(sandbox::issuer),
                        .subject = std::string(name),
                        .name = {},
                        .code_type = {},
                        .code = {}};
  if (resident != nullptr) {
    person.name = resident->holder.name;
    person.code_type = resident->holder.code_type;
    person.code = resident->holder.code;
  }
  return open_session(people, person);
}

// Answers whether any scan was answered. `last` is the code of the last failure: it is told once.
bool answer(const sandbox::Answering& answering, observe::Log& log, std::string& last) {
  const auto answered = answering.step();
  const std::string code = answered ? "" : answered.error().code;
  if (!answered && code != last)
    log.write(observe::Level::error, "personas_not_answering", {{"code", std::string_view(code)}});
  last = code;
  return answered && *answered > 0;
}

} // namespace

Result<std::unique_ptr<Sandbox>> Sandbox::open(const std::filesystem::path& folder) {
  auto world = furnished(folder);
  if (!world) return world.error();
  return std::unique_ptr<Sandbox>(new Sandbox(*std::move(world)));
}

instance::Surroundings Sandbox::surroundings() const {
  const auto failing = sandbox::holders_with(world_.residents(), Trouble::source_fails);
  const auto ending = sandbox::holders_with(world_.residents(), Trouble::license_ends);
  return {.request_clock =
              sandbox::faulty_clock(system_time, faults_, Fault::clock_skewed, sandbox::clock_skew),
          .status_list_clock =
              sandbox::faulty_clock(system_time, faults_, Fault::status_list_stale, -sandbox::list_age),
          .holders =
              [failing](std::unique_ptr<privacy::HolderRegister> inner) {
                return std::make_unique<sandbox::FailingHolders>(std::move(inner), failing);
              },
          .shows =
              [ending](std::unique_ptr<show::Register> inner) {
                return std::make_unique<sandbox::EndingLicenses>(std::move(inner), ending);
              }};
}

Household::Household(Sandbox& sandbox, instance::Instance& instance, observe::Log& log)
    : reception_{.faults = sandbox.faults(),
                 .world = sandbox.world().description(),
                 .log_in =
                     [&people = instance.people(), &sandbox](std::string_view name) {
                       return log_in(people, sandbox.world().residents(), name);
                     }},
      answering_(sandbox.world().residents(), instance.show(), system_time),
      answers_(1, answer_pause,
               [this, &log, last = std::string()]() mutable { return answer(answering_, log, last); }) {}

} // namespace elicense::cli
