// SPDX-License-Identifier: Apache-2.0
// The clean values of one synthetic row, by field.
#pragma once
#include "stock/dice.hpp"
#include "stock/type_view.hpp"

namespace elicense::stock {

class SynthValues {
 public:
  // STOCK_SYNTH: the number of the type cannot be varied `rows` times.
  static Result<SynthValues> make(const TypeView& view, std::uint64_t seed, std::string today,
                                  std::uint64_t rows);

  // What `number` decides (codes, license number) is the same whatever the variant is.
  std::vector<std::string> row(std::uint64_t number, std::uint64_t variant = 0) const;
  const std::string& today() const { return today_; }
  Dice dice(std::uint64_t number, std::uint64_t variant) const;

 private:
  enum class Variation { widen_digits, base_36 };
  struct Holder;
  SynthValues(const TypeView& view, std::uint64_t seed, std::string today)
      : view_(&view), seed_(seed), today_(std::move(today)) {}

  Holder holder(Dice& dice, std::uint64_t number) const;
  std::string value(std::size_t field, const Holder& holder, Dice& dice, std::uint64_t number) const;
  std::string day(std::size_t field, const Holder& holder, Dice& dice) const;
  std::string code(const FieldView& field, const Holder& holder, std::uint64_t number) const;
  std::string license_number(const Holder& holder, std::uint64_t number) const;
  std::string example(const std::string& field) const {
    return license::one_text(view_->type.example.value(field, nlohmann::json("")));
  }

  const TypeView* view_;
  std::uint64_t seed_;
  std::string today_;
  Variation variation_ = Variation::widen_digits;
};

} // namespace elicense::stock
