// SPDX-License-Identifier: Apache-2.0
// Masks come from the type file; name and code of a holder are masked where that holder is a natural person,
// whatever it says: an organization's are public.
#include "license/view.hpp"
#include "license/holder_fields.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

Mask mask_of(const FieldOwner& owner, Mask otherwise) {
  if (owner.part == HolderPart::about || owner.holder == nullptr) return otherwise;
  if (!is_natural_person(*owner.holder)) return Mask::none;
  return owner.part == HolderPart::name ? Mask::name : Mask::code;
}

json masked_value(const json& value, Mask mask) {
  if (mask == Mask::none) return value;
  if (value.is_string()) return masked(value.get_ref<const std::string&>(), mask);
  if (!value.is_array()) return std::string(hidden_value);
  json list = json::array();
  for (const json& element : value)
    list.push_back(masked_value(element, mask));
  return list;
}

// As everybody sees a license; or one of its holders, who sees what is not another's.
class Masking {
 public:
  Masking(const License& license, const LicenseType* type, const Holder* reader)
      : license_(license), type_(type), reader_(reader) {}

  License masked_license() const {
    License shown = license_;
    for (auto& [field, value] : shown.data.items())
      value = masked_field(field, value);
    shown.number = masked(license_.number, type_ == nullptr ? Mask::hidden : first_mask(type_->number_field));
    mask(shown.holder);
    for (Holder& other : shown.other_holders)
      mask(other);
    return shown;
  }

 private:
  std::vector<Mask> masks_of(const std::string& field) const {
    if (type_ == nullptr) return {Mask::hidden};
    const auto owners = owners_of(license_, *type_, field);
    if (owners.empty()) return {reader_ == nullptr ? mask_of(*type_, field) : Mask::none};
    std::vector<Mask> masks;
    masks.reserve(owners.size());
    for (const FieldOwner& owner : owners)
      masks.push_back(is_readers(owner) ? Mask::none : mask_of(owner, mask_of(*type_, field)));
    return masks;
  }
  Mask first_mask(const std::string& field) const { return masks_of(field).front(); }
  bool is_readers(const FieldOwner& owner) const {
    return reader_ != nullptr && owner.holder != nullptr && is_same(*owner.holder, *reader_);
  }
  json masked_field(const std::string& field, const json& value) const {
    const auto masks = masks_of(field);
    if (!value.is_array() || masks.size() != value.size()) return masked_value(value, masks.front());
    json list = json::array();
    for (std::size_t i = 0; i < value.size(); ++i)
      list.push_back(masked_value(value[i], masks[i]));
    return list;
  }
  void mask(Holder& holder) const {
    if (!is_natural_person(holder) || (reader_ != nullptr && is_same(holder, *reader_))) return;
    holder.name = masked(holder.name, Mask::name);
    holder.code = masked(holder.code, Mask::code);
  }

  const License& license_;
  const LicenseType* const type_;
  const Holder* const reader_; // null: everybody
};

} // namespace

View View::of_holder(Holder reader) {
  View view(Kind::holder, {});
  view.reader_ = std::move(reader);
  return view;
}

License View::only_fields(License license) const {
  const auto keep = [this](std::string_view name, std::string& value) {
    if (!fields_.contains(name)) value.clear();
  };
  keep(holder_name_field, license.holder.name);
  keep(holder_code_field, license.holder.code);
  for (Holder& other : license.other_holders) {
    keep(holder_name_field, other.name);
    keep(holder_code_field, other.code);
  }
  keep(number_field, license.number);
  json data = json::object();
  for (const auto& [field, value] : license.data.items())
    if (fields_.contains(field)) data[field] = value;
  license.data = std::move(data);
  return license;
}

License View::of(const License& license, const LicenseType* type) const {
  switch (kind_) {
  case Kind::full:
    return license;
  case Kind::masked:
    return Masking(license, type, nullptr).masked_license();
  case Kind::holder:
    return masks(license) ? Masking(license, type, &reader_).masked_license() : license;
  case Kind::only:
    break;
  }
  return only_fields(license);
}

bool View::masks(const License& license) const {
  return kind_ == Kind::masked || (kind_ == Kind::holder && !license.other_holders.empty());
}

bool View::masks(const Holder& holder) const {
  return kind_ == Kind::masked || (kind_ == Kind::holder && !is_same(holder, reader_));
}

std::vector<std::string> View::disclosed(const License& license) const {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    if (kind_ != Kind::only || fields_.contains(name)) names.emplace_back(name);
  };
  for (const std::string_view name : {holder_name_field, holder_code_field, number_field})
    add(name);
  for (const auto& [field, value] : license.data.items())
    add(field);
  return names;
}

} // namespace elicense::license
