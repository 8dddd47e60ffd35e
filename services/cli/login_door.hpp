// SPDX-License-Identifier: Apache-2.0
// The identity provider of the settings, and the sessions of the persons it sends.
#pragma once
#include "access/session.hpp"
#include "api/login.hpp"
#include "instance/instance.hpp"

namespace elicense::cli {

// Of a person whom somebody vouches for. PERSON_UNKNOWN, STORE_…
Result<access::NewSession> open_session(access::Register& people, const access::Person& person);

class LoginDoor {
 public:
  static Result<std::unique_ptr<LoginDoor>> open(instance::Instance& instance); // null: none is named. FILE_…
  const api::Login* login() const { return &login_; }

 private:
  LoginDoor(instance::Instance& instance, std::unique_ptr<access::RelyingParty> party);
  std::unique_ptr<access::RelyingParty> party_;
  api::Login login_;
};

} // namespace elicense::cli
