// SPDX-License-Identifier: Apache-2.0
#include "cli/login_door.hpp"

#include "access/arrival.hpp"
#include "instance/login.hpp"

namespace elicense::cli {
namespace {

Result<std::string> open_by_cookie(access::Register& people, const access::Person& person) {
  const auto made = open_session(people, person);
  if (!made) return made.error();
  return access::cookie_of(made->text);
}

Result<std::string> end_session(access::Register& people, const http::Request& request) {
  const auto text = access::session_text({request.method, request.target, request.headers, request.body,
                                          request.peer_certificate, request.peer});
  if (!text) return text.error();
  if (auto ended = people.end_session(access::digest_of(*text)); !ended) return ended.error();
  return access::ended_cookie();
}

} // namespace

Result<access::NewSession> open_session(access::Register& people, const access::Person& person) {
  auto made = access::arrive(people, person, system_time(), crypto::system_random);
  if (!made) return made;
  if (auto kept = people.keep_session(made->session); !kept) return kept.error();
  return made;
}

LoginDoor::LoginDoor(instance::Instance& instance, std::unique_ptr<access::RelyingParty> party)
    : party_(std::move(party)), login_{.party = *party_,
                                       .open_session =
                                           [&people = instance.people()](const access::Person& person) {
                                             return open_by_cookie(people, person);
                                           },
                                       .end_session =
                                           [&people = instance.people()](const http::Request& request) {
                                             return end_session(people, request);
                                           }} {}

Result<std::unique_ptr<LoginDoor>> LoginDoor::open(instance::Instance& instance) {
  auto party = instance::open_login(instance.config(), instance.notifications().client());
  if (!party) return party.error();
  if (!*party) return std::unique_ptr<LoginDoor>();
  return std::unique_ptr<LoginDoor>(new LoginDoor(instance, *std::move(party)));
}

} // namespace elicense::cli
