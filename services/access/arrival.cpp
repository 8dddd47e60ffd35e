// SPDX-License-Identifier: Apache-2.0
#include "access/arrival.hpp"

namespace elicense::access {

std::string subject_digest(std::string_view issuer, std::string_view subject) {
  return to_hex(crypto::sm3(as_bytes(std::string(issuer) + "\n" + std::string(subject))));
}

Result<NewSession> arrive(Register& people, const Person& person, Time now,
                          const crypto::RandomSource& random) {
  const auto party = people.operator_of(subject_digest(person.issuer, person.subject));
  if (party && !party->disabled) return new_login(party->id, party->roles, {}, now, random);
  if (!party && party.error().code != "PARTY_NOT_FOUND") return party.error();
  if (party || person.code_type.empty() || person.code.empty())
    return fail(ErrorKind::forbidden, "PERSON_UNKNOWN");
  return new_login({}, {Role::holder}, {person.code_type, person.code}, now, random);
}

} // namespace elicense::access
