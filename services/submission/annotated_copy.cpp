// SPDX-License-Identifier: Apache-2.0
#include "submission/annotated_copy.hpp"

#include "license/metadata.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::hours china_offset{8};

std::string compact_time(Time time) { // YYYYMMDDhhmmss at UTC+8
  std::string text = to_generalized(time + china_offset);
  text.pop_back();
  return text;
}

std::string shown_time(Time time) {
  const std::string text = compact_time(time);
  const auto part = [&](std::size_t from, std::size_t count) { return text.substr(from, count); };
  return part(0, 4) + "年" + part(4, 2) + "月" + part(6, 2) + "日 " + part(8, 2) + ":" + part(10, 2);
}

std::ptrdiff_t characters(std::string_view utf8) {
  return std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

Result<void> check(const CopyUse& use) {
  const bool good =
      !use.purpose.empty() && characters(use.purpose) <= static_cast<std::ptrdiff_t>(max_copy_cause);
  return good ? Result<void>() : fail(ErrorKind::invalid, "ANNOTATED_COPY_CAUSE");
}

license::Annotation annotation_of(const CopyUse& use) {
  const std::string made = compact_time(use.made_at), end = compact_time(use.expires_at);
  return {.id = use.matter_case + '\n' + use.purpose + '\n' + made,
          .made_on = to_china_date(use.made_at),
          .watermark = {"仅用于：" + use.purpose, "办件编号：" + use.matter_case, "使用单位：" + use.receiver,
                        "有效期至：" + shown_time(use.expires_at)},
          .elements = {{std::string(license::copy_made_at_name), made},
                       {std::string(license::copy_maker_name), use.maker},
                       {std::string(license::copy_cause_name), use.purpose},
                       {std::string(license::copy_expiry_name), end},
                       {std::string(license::copy_case_name), use.matter_case},
                       {std::string(license::copy_receiver_name), use.receiver}}};
}

} // namespace

Time copy_end(const license::License& license, Time made_at) {
  const Time end = made_at + annotated_copy_life;
  const auto last_day = from_date(license.valid_until); // none: without end
  return last_day ? std::min(end, *last_day + std::chrono::days(1)) : end;
}

Result<Bytes> AnnotatedCopies::make(const license::License& license, const license::View& view,
                                    const CopyUse& use) const {
  if (auto good = check(use); !good) return good.error();
  const auto* const type = with_.types.of(license);
  if (type == nullptr) return fail(ErrorKind::internal, "TYPE_UNKNOWN", license.type_code);
  const auto seal = with_.seals.find(license.seal_id);
  if (!seal) return seal.error();
  const auto drawn =
      license::draw_annotated(view.of(license, type), *type, with_.fonts, (*seal)->seal.picture,
                              with_.verification_url, annotation_of(use));
  if (!drawn) return drawn.error();
  auto sealed = with_.sealer.apply(drawn->document, **seal, drawn->place);
  if (!sealed) return sealed.error();
  if (auto good = with_.self_check(*sealed); !good) return good.error();
  return std::move(sealed->bytes);
}

Result<face::Face> AnnotatedCopies::face(const license::License& license, const license::View& view,
                                         const CopyUse& use) const {
  const auto* const type = with_.types.of(license);
  if (type == nullptr) return fail(ErrorKind::internal, "TYPE_UNKNOWN", license.type_code);
  const auto seal = with_.seals.find(license.seal_id);
  if (!seal) return seal.error();
  return license::draw_annotated_face(view.of(license, type), *type, with_.fonts, (*seal)->seal.picture.data,
                                      with_.verification_url, annotation_of(use));
}

} // namespace elicense::submission
