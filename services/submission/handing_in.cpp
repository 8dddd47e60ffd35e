// SPDX-License-Identifier: Apache-2.0
#include "submission/handing_in.hpp"

#include "seal/leaves.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

bool refuses_all(const Error& error) {
  return error.code == "USE_CODE_UNKNOWN" || error.code == "USE_CODE_BINDING";
}

license::Holder named(const license::Holder& holder, const license::License& license) {
  const auto holders = license.holders();
  const auto same =
      std::ranges::find_if(holders, [&](const license::Holder& each) { return is_same(each, holder); });
  return same == holders.end() ? holder : *same;
}

Result<UsedLicense> use(const SubmissionDependencies& with, const SubmissionRequest& request,
                        const std::string& code) {
  auto given = with.uses.use({.code = code,
                              .idempotency_key = "submission " + request.idempotency_key,
                              .asker = request.asker,
                              .matter = request.matter,
                              .matter_case = request.matter_case,
                              .item = request.item});
  if (!given) return given.error();
  const auto scan = with.shows.scan(given->scan);
  if (!scan) return scan.error();
  const license::Holder holder = named(scan->holder, given->license);
  return UsedLicense{std::move(given->license), std::move(given->fields), holder, scan->way,
                     scan->legal_basis};
}

std::vector<std::string> in_both(const std::vector<std::string>& agreed,
                                 const std::vector<std::string>& needed) {
  std::vector<std::string> both;
  for (const std::string& field : needed)
    if (std::ranges::find(agreed, field) != agreed.end()) both.push_back(field);
  return both;
}

license::View only(const std::vector<std::string>& fields) {
  return license::View::only({fields.begin(), fields.end()});
}

// Whether a license was ever issued is not asked here: nobody agreed to give one.
Error not_authorized() {
  return fail(ErrorKind::conflict, "SUBMISSION_NOT_AUTHORIZED");
}

// The license that was nearest to standing for it, or its type.
void note_nearest(Submitted& material, const Choice& choice) {
  const bool stands = choice.reasons.empty();
  const Alternative* const alternative = stands ? choice.alternative : choice.reasons.front().alternative;
  const license::License* const license = stands ? choice.license : choice.reasons.front().license;
  material.type_code = alternative == nullptr ? "" : alternative->type_code;
  material.issuer_code = license == nullptr ? "" : license->issuer_code;
}

license::Holder without_name(license::Holder holder) {
  holder.name.clear();
  return holder;
}

} // namespace

Result<UsedLicenses> use_all(const SubmissionDependencies& with, const SubmissionRequest& request) {
  UsedLicenses all;
  for (const std::string& code : request.use_codes) {
    auto used = use(with, request, code);
    if (used)
      all.licenses.push_back(*std::move(used));
    else if (refuses_all(used.error()))
      return used.error();
    else if (!all.refused)
      all.refused = used.error();
  }
  return all;
}

void HandingIn::give_what_is_missing() {
  if (submission_.applicant.code.empty() && !used_.licenses.empty())
    submission_.applicant = without_name(used_.licenses.front().holder);
  for (std::size_t place = 0; place < submission_.materials.size(); ++place)
    if (submission_.materials[place].state == MaterialState::refused)
      give(submission_.materials[place], place);
}

Case HandingIn::known_of_case() const {
  license::Holder applicant = submission_.applicant;
  for (const UsedLicense& used : used_.licenses)
    if (is_same(used.holder, applicant)) applicant = used.holder;
  return {.types = with_.types,
          .applicant = std::move(applicant),
          .facts = request_.facts,
          .at = submission_.changed_at};
}

void HandingIn::give(Submitted& material, std::size_t place) {
  std::vector<license::License> licenses;
  for (const UsedLicense& used : used_.licenses)
    licenses.push_back(used.license);
  const Choice choice = choose(*item_.material(material.code), licenses, known_of_case());
  const auto given =
      choice.license != nullptr ? give_by(material, place, choice) : Result<void>(reason_of(choice));
  if (given || (given.error().code == material.reason && given.error().detail == material.detail)) return;
  material.reason = given.error().code;
  material.detail = given.error().detail;
  note_nearest(material, choice);
  changed_ = true;
}

Result<void> HandingIn::give_by(Submitted& material, std::size_t place, const Choice& choice) {
  const UsedLicense& used = used_as(*choice.license);
  const auto original = checked(used.license);
  if (!original) return original.error();
  // As few as the material needs. A list that names none wants no data but the whole face.
  const auto fields = in_both(used.agreed, choice.alternative->fields);
  const auto& on_copy = choice.alternative->fields.empty() ? used.agreed : fields;
  const auto copy = made(used, material, on_copy);
  if (!copy) return copy.error();
  const Submitted made_for = (*copy)->of;
  material = {.code = material.code,
              .name = material.name,
              .state = MaterialState::given,
              .reason = {},
              .detail = {},
              .license = used.license.identifier,
              .type_code = used.license.type_code,
              .type_name = used.license.type_name,
              .issuer_code = used.license.issuer_code,
              .holder = without_name(used.holder),
              .way = used.way,
              .legal_basis = used.legal_basis,
              .fields = fields,
              .on_copy = on_copy,
              .document = (*original)->digest,
              .copy = crypto::sm3((*copy)->document),
              .given_at = made_for.given_at,
              .copy_expires_at = made_for.copy_expires_at};
  copies_.push_back({place, (*copy)->document});
  changed_ = true;
  return {};
}

const UsedLicense& HandingIn::used_as(const license::License& license) const {
  return *std::ranges::find_if(
      used_.licenses, [&](const UsedLicense& used) { return used.license.identifier == license.identifier; });
}

// A use-code that gives nothing now may well have been meant for it.
Error HandingIn::reason_of(const Choice& choice) const {
  if (!choice.asked_for) return fail(ErrorKind::conflict, "MATERIAL_NOT_ASKED_FOR");
  const Reason& first = choice.reasons.front();
  const bool is_missing = first.obstacle == Obstacle::not_issued || first.obstacle == Obstacle::other_holder;
  if (is_missing) return used_.refused.value_or(not_authorized());
  const std::string detail = first.rule != nullptr ? first.rule->code : first.path;
  return fail(ErrorKind::conflict, std::string(to_text(first.obstacle)), detail);
}

Result<const HandingIn::Checked*> HandingIn::checked(const license::License& license) {
  if (const auto before = checked_.find(license.identifier); before != checked_.end()) return &before->second;
  const auto document = with_.licenses.document(license.identifier);
  if (!document) return document.error();
  auto report = with_.engine.verify(*document);
  if (report.verdict != verify::Verdict::trusted)
    return fail(ErrorKind::conflict, "SUBMISSION_DOCUMENT", report.cause);
  return &checked_.emplace(license.identifier, Checked{crypto::sm3(*document), std::move(report)})
              .first->second;
}

// One copy of a license for all materials that need the same of it.
Result<const HandingIn::Made*> HandingIn::made(const UsedLicense& used, const Submitted& material,
                                               const std::vector<std::string>& fields) {
  const auto copied = std::pair(used.license.identifier, fields);
  if (const auto before = made_.find(copied); before != made_.end()) return &before->second;
  Submitted of = material;
  of.given_at = submission_.changed_at;
  of.copy_expires_at = copy_end(used.license, of.given_at);
  auto document = with_.copies.make(used.license, only(fields), copy_use(submission_, of, with_.maker));
  if (!document) return document.error();
  leaves_.push_back(seal::used_leaf(used.license.seal_id, *document, with_.blinder, submission_.changed_at));
  return &made_.emplace(copied, Made{*std::move(document), std::move(of)}).first->second;
}

std::vector<std::optional<GivenData>> HandingIn::data() {
  std::vector<std::optional<GivenData>> all;
  for (const Submitted& material : submission_.materials) {
    auto& data = all.emplace_back();
    const auto used = std::ranges::find_if(
        used_.licenses, [&](const UsedLicense& each) { return each.license.identifier == material.license; });
    if (material.state == MaterialState::refused || used == used_.licenses.end()) continue;
    const auto original = checked(used->license);
    if (original) data = GivenData{used->license, only(material.fields), (*original)->report};
  }
  return all;
}

} // namespace elicense::submission
