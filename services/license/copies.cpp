// SPDX-License-Identifier: Apache-2.0
// A copy has its number in the register's turn of writing: no number is given twice, and none is left out.
#include "license/copies.hpp"
#include "license/drafting.hpp"
#include "license/leaves.hpp"

namespace elicense::license {
namespace {

Result<void> check(const CopyRequest& request) {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (request.purpose.empty() || request.purpose.size() > max_copy_purpose)
    return fail(ErrorKind::invalid, "COPY_PURPOSE");
  const std::size_t most = request.kind == CopyKind::duplicate ? max_copies_at_once : 1;
  if (request.count < 1 || request.count > most)
    return fail(ErrorKind::invalid, "COPY_COUNT", "from 1 to " + std::to_string(most));
  return {};
}

crypto::Sm3Digest digest_of(const CopyRequest& request) {
  const nlohmann::json canonical{{"license", request.license},
                                 {"kind", to_text(request.kind)},
                                 {"count", request.count},
                                 {"purpose", request.purpose}};
  return crypto::sm3(as_bytes(canonical.dump()));
}

} // namespace

std::string_view to_text(CopyKind kind) {
  return kind == CopyKind::duplicate ? "duplicate" : "reprint";
}

std::optional<CopyKind> copy_kind_from_text(std::string_view text) {
  for (const CopyKind kind : {CopyKind::duplicate, CopyKind::reprint})
    if (to_text(kind) == text) return kind;
  return std::nullopt;
}

std::string name_of(const Copy& copy) {
  return std::string(to_text(copy.kind)) + '-' + std::to_string(copy.number);
}

std::string label_of(const Copy& copy) {
  const std::string number = std::to_string(copy.number);
  if (copy.kind == CopyKind::reprint) return "第" + number + "次补打";
  return "副本（" + number + "-" + std::to_string(copy.total) + "）";
}

std::int64_t own_duplicate_number(const LicenseType* type) {
  return type != nullptr && type->is_duplicate ? 1 : 0;
}

Result<std::vector<Copy>> Copies::make(const CopyRequest& request) const {
  if (auto good = check(request); !good) return good.error();
  return with_.licenses.record_copies(
      {request.license, request.idempotency_key, digest_of(request), request.kind},
      [&](const License& license, std::int64_t last) { return order(request, license, last); });
}

Result<std::vector<LeafedCopy>> Copies::order(const CopyRequest& request, const License& license,
                                              std::int64_t last) const {
  const Time now = with_.clock();
  if (license.state_at(now) != State::valid)
    return fail(ErrorKind::conflict, "COPY_STATE", std::string(to_text(license.state_at(now))));
  if (request.kind == CopyKind::duplicate)
    last = std::max(last, own_duplicate_number(with_.types.of(license)));
  const std::int64_t total = last + static_cast<std::int64_t>(request.count);
  if (total > static_cast<std::int64_t>(max_copies)) return fail(ErrorKind::conflict, "COPY_LIMIT");
  std::vector<LeafedCopy> made;
  while (last < total) {
    const Copy copy{.license = license.identifier,
                    .kind = request.kind,
                    .number = ++last,
                    .total = total,
                    .made_at = now,
                    .made_by = request.made_by,
                    .purpose = request.purpose,
                    .reference = new_reference(with_.random)};
    made.push_back({copy, copied_leaf(copy, with_.blinder)});
  }
  return made;
}

Result<face::Face> draw_copy(const License& license, const Copy& copy, const LicenseType& type,
                             const face::Fonts& fonts, const Bytes& seal_picture,
                             const std::string& verification_url) {
  return draw_face(license, type, fonts, seal_picture, verification_url,
                   FaceMark{copy.reference, label_of(copy)});
}

} // namespace elicense::license
