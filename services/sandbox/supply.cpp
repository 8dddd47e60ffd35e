// SPDX-License-Identifier: Apache-2.0
#include "sandbox/supply.hpp"

#include "crypto/sm3.hpp"
#include "stock/assessor.hpp"
#include "stock/dice.hpp"
#include "stock/synth.hpp"

#include <algorithm>

namespace elicense::sandbox {
namespace {

Result<stock::Row> row_of(const std::string& text) {
  stock::Dialect dialect;
  dialect.format = stock::Format::ndjson;
  const auto reader = stock::make_row_reader(dialect, {});
  reader->feed(text);
  reader->finish();
  auto row = reader->next();
  if (!row) return row.error();
  return **std::move(row);
}

Result<stock::Assessment> assessed(const license::LicenseType& type, std::uint64_t number,
                                   const std::string& today) {
  const stock::SynthSettings settings{
      .rows = number, .seed = seed, .format = stock::Format::ndjson, .today = today};
  const auto synthesizer = stock::Synthesizer::make(type, settings);
  if (!synthesizer) return synthesizer.error();
  const auto row = row_of(synthesizer->row(number).text);
  if (!row) return row.error();
  stock::AssessorSettings judged;
  judged.today = today;
  auto found = stock::Assessor(type, judged, foretold_random(seed)).assess(*row);
  if (found && found->grade == stock::Grade::c)
    return fail(ErrorKind::internal, "SANDBOX_SUPPLY", type.code + " " + std::to_string(number));
  return found;
}

// Further holders are those of the type's example: a row made by chance has a person's name beside a code of
// an organization.
void take_others_of_example(nlohmann::json& data, const license::LicenseType& type) {
  for (const license::HolderFields& other : type.other_holders)
    for (const std::string& field : {other.name, other.code}) {
      const auto shown = type.example.find(field);
      if (shown != type.example.end()) data[field] = *shown;
    }
}

Result<license::IssueRequest> request_of(const license::LicenseType& type, std::uint64_t number,
                                         const std::string& today) {
  auto found = assessed(type, number, today);
  if (!found) return found.error();
  take_others_of_example(found->data, type);
  return license::IssueRequest{.idempotency_key = "sandbox " + type.code + " " + std::to_string(number),
                               .type_code = type.code,
                               .data = std::move(found->data),
                               .holder_code_type = std::move(found->holder_code_type),
                               .issued_on = std::move(found->issued_on)};
}

// The card of a persona who is no holder of everything.
Result<license::IssueRequest> card_of(const license::LicenseType& type, const Persona& persona,
                                      const std::string& today) {
  auto request = request_of(type, persona.number, today);
  if (!request || persona.named_as == 0) return request;
  const auto other = request_of(type, persona.named_as, today);
  if (!other) return other.error();
  request->data[type.holder_name_field] = other->data[type.holder_name_field];
  return request;
}

// Whose card or business license it is, is that persona.
const Persona* told_by(const license::LicenseType& type) {
  if (type.code == identity_card) return find_persona("citizen");
  return type.code == business_license ? find_persona("enterprise") : nullptr;
}

} // namespace

Result<std::vector<Delivery>> supply(const license::TypeCatalogue& types, const std::string& today) {
  std::vector<Delivery> made;
  for (const license::LicenseType* type : types.all()) {
    auto request = request_of(*type, 1, today);
    if (!request) return request.error();
    made.push_back({*std::move(request), told_by(*type)});
  }
  const auto card = types.to_issue(identity_card);
  if (!card) return card.error();
  for (const Persona& persona : personas()) {
    if (persona.number == 1) continue; // has all of the above
    auto request = card_of(**card, persona, today);
    if (!request) return request.error();
    made.push_back({*std::move(request), &persona});
  }
  return made;
}

crypto::RandomSource foretold_random(std::uint64_t seed) {
  return [dice = stock::Dice(seed)](std::span<std::uint8_t> out) mutable {
    std::ranges::generate(out, [&] { return static_cast<std::uint8_t>(dice.below(256)); });
  };
}

} // namespace elicense::sandbox
