// SPDX-License-Identifier: Apache-2.0
// Making and storing seals.
#include "seal/making.hpp"

#include "seal/files.hpp"

#include <algorithm>

namespace elicense::seal {
namespace {

// What GB/T 38540 leaves to the business (SES_ESPropertyInfo.type); V1 named 1 the seal of a unit.
constexpr std::int64_t unit_seal = 1;

bool is_id_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

// The id becomes a folder's and a key's name.
Result<void> check_id(std::string_view id) {
  if (id.empty() || id.size() > max_seal_id || !std::ranges::all_of(id, is_id_character))
    return fail(ErrorKind::invalid, "SEAL_ID_INVALID");
  return {};
}

Error unwritable(const std::filesystem::path& path) {
  return fail(ErrorKind::unavailable, "SEAL_CABINET_UNWRITABLE", path.string());
}

Result<void> write_seal(const std::filesystem::path& folder, ByteView seal,
                        const crypto::Certificate& signer) {
  if (auto written = write_file(folder / "seal.esl", seal); !written) return written;
  if (auto written = write_file(folder / "signer.cer", signer.der()); !written) return written;
  return sync_folder(folder);
}

} // namespace

Result<Bytes> make_official_seal(const NewSeal& seal, const std::vector<crypto::Certificate>& signers,
                                 const crypto::Certificate& maker, const crypto::Signer& maker_key,
                                 const face::Fonts& fonts) {
  if (const auto checked = check_id(seal.id); !checked) return checked.error();
  auto picture =
      face::draw_seal_picture(fonts, {seal.name, seal.line, "", static_cast<double>(seal.diameter_mm)});
  if (!picture) return picture.error();
  crypto::SealDraft draft;
  draft.vendor = seal.vendor;
  draft.id = seal.id;
  draft.name = seal.name;
  draft.type = unit_seal;
  draft.signers = signers;
  draft.created = seal.created;
  draft.valid_from = seal.valid_from;
  draft.valid_until = seal.valid_until;
  draft.picture = {"png", std::move(*picture), seal.diameter_mm, seal.diameter_mm};
  return crypto::make_seal(draft, maker, maker_key);
}

// A name beginning with '.' is not loaded: the rename shows the seal only when both files are on the disk.
Result<void> store_in_cabinet(const std::filesystem::path& folder, ByteView seal,
                              const crypto::Certificate& signer) {
  const auto decoded = crypto::decode_seal(seal);
  if (!decoded) return decoded.error();
  if (const auto checked = check_id(decoded->id); !checked) return checked.error();
  const auto final_path = folder / decoded->id, draft_path = folder / ("." + decoded->id);
  std::error_code error;
  if (std::filesystem::exists(final_path, error))
    return fail(ErrorKind::conflict, "SEAL_EXISTS", decoded->id);
  std::filesystem::remove_all(draft_path, error);
  if (!std::filesystem::create_directories(draft_path, error)) return unwritable(draft_path);
  std::filesystem::permissions(draft_path, std::filesystem::perms::owner_all, error);
  if (auto written = write_seal(draft_path, seal, signer); !written) return written;
  std::filesystem::rename(draft_path, final_path, error);
  if (error) return unwritable(final_path);
  return sync_folder(folder);
}

} // namespace elicense::seal
