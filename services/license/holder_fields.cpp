// SPDX-License-Identifier: Apache-2.0
// Pairs of fields stand in the order of the type file, and so do their holders in a license.
#include "license/holder_fields.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr char list_mark = '^'; // between the values of a list in metadata

HolderFields principal_fields(const LicenseType& type) {
  return {type.holder_name_field, type.holder_code_field, type.holder_code_types, type.holder_about};
}

Result<Holder> read_holder(const HolderFields& fields, std::string name, std::string code,
                           const std::string& code_type) {
  if (!stands_in(code_type, fields.code_types))
    return fail(ErrorKind::invalid, "HOLDER_CODE_TYPE", "not one of this license type");
  Holder holder{std::move(name), code_type, std::move(code)};
  if (auto good = check_holder(holder); !good) return good.error();
  return holder;
}

std::string only(std::vector<std::string> texts) {
  return texts.empty() ? std::string() : std::move(texts.front());
}

Result<Holder> read_principal(const IssueRequest& request, const LicenseType& type) {
  const HolderFields fields = principal_fields(type);
  return read_holder(fields, only(texts_of(request.data, fields.name)),
                     only(texts_of(request.data, fields.code)),
                     request.holder_code_type.empty() ? fields.code_types.front() : request.holder_code_type);
}

// What the request says of the place, else what is known of the code, else what is usual.
std::string code_type_of(const IssueRequest& request, const HolderFields& fields, std::size_t place,
                         const std::string& code) {
  if (place < request.other_code_types.size()) return request.other_code_types[place];
  const auto known = std::ranges::find(request.known_holders, code, &Holder::code);
  return known == request.known_holders.end() ? fields.code_types.front() : known->code_type;
}

Result<void> add_others(const IssueRequest& request, const HolderFields& fields,
                        std::vector<Holder>& holders) {
  const auto names = texts_of(request.data, fields.name), codes = texts_of(request.data, fields.code);
  if (names.size() != codes.size())
    return fail(ErrorKind::invalid, "LICENSE_DATA_INVALID",
                "/" + fields.code + ": not as many as /" + fields.name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto holder =
        read_holder(fields, names[i], codes[i], code_type_of(request, fields, holders.size() - 1, codes[i]));
    if (!holder) return holder.error();
    holders.push_back(*std::move(holder));
  }
  return {};
}

Result<void> check_together(const std::vector<Holder>& holders) {
  for (std::size_t i = 0; holders.size() > 1 && i < holders.size(); ++i) {
    if (holders[i].name.find(list_mark) != std::string::npos ||
        holders[i].code.find(list_mark) != std::string::npos)
      return fail(ErrorKind::invalid, "HOLDER_NAME", "holds the mark that stands between holders");
    for (std::size_t other = 0; other < i; ++other)
      if (is_same(holders[i], holders[other])) return fail(ErrorKind::invalid, "HOLDER_TWICE");
  }
  return {};
}

std::optional<HolderPart> part_of(const HolderFields& fields, const std::string& field) {
  if (field == fields.name) return HolderPart::name;
  if (field == fields.code) return HolderPart::code;
  return stands_in(field, fields.about) ? std::optional(HolderPart::about) : std::nullopt;
}

} // namespace

std::vector<std::string> texts_of(const json& data, const std::string& field) {
  std::vector<std::string> texts;
  const auto found = data.find(field);
  if (found == data.end()) return texts;
  if (found->is_string()) texts.push_back(*found);
  if (found->is_array())
    for (const json& each : *found)
      texts.push_back(each.is_string() ? each.get<std::string>() : each.dump());
  return texts;
}

Result<std::vector<Holder>> read_holders(const IssueRequest& request, const LicenseType& type) {
  const auto principal = read_principal(request, type);
  if (!principal) return principal.error();
  std::vector<Holder> holders{*principal};
  for (const HolderFields& fields : type.other_holders)
    if (auto added = add_others(request, fields, holders); !added) return added.error();
  if (request.other_code_types.size() > holders.size() - 1)
    return fail(ErrorKind::invalid, "HOLDER_CODE_TYPE", "more kinds of codes than further holders");
  if (auto good = check_together(holders); !good) return good.error();
  return holders;
}

std::vector<FieldOwner> owners_of(const License& license, const LicenseType& type, const std::string& field) {
  if (type.other_holders.empty()) {
    if (field == type.holder_name_field) return {{HolderPart::name, &license.holder}};
    if (field == type.holder_code_field) return {{HolderPart::code, &license.holder}};
    return {};
  }
  if (const auto part = part_of(principal_fields(type), field)) return {{*part, &license.holder}};
  std::size_t place = 0;
  for (const HolderFields& fields : type.other_holders) {
    const std::size_t count = texts_of(license.data, fields.name).size();
    const auto part = part_of(fields, field);
    std::vector<FieldOwner> owners;
    for (std::size_t i = place; part && i < place + count; ++i)
      owners.push_back({*part, i < license.other_holders.size() ? &license.other_holders[i] : nullptr});
    if (part && owners.empty()) owners.push_back({*part, nullptr});
    if (part) return owners;
    place += count;
  }
  return {};
}

} // namespace elicense::license
