// SPDX-License-Identifier: Apache-2.0
// The holders of a license as rows: an entry by which each is found, and those behind the principal one
// sealed.
#pragma once
#include "license/license.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

crypto::Sm3Digest holder_index(const Keyring& keyring, std::string_view code_type, std::string_view code);

struct SealedHolder {
  std::string id, code_type;
  crypto::Sm3Digest index{};
  Bytes content;
};
// All of them in one text, for the fingerprint of the license; empty when there are none.
std::string other_holders_text(const license::License& license);
std::vector<SealedHolder> seal_other_holders(const Keyring& keyring, const license::License& license);

// Right behind the insertion of its license.
void insert_holders(Connection& connection, std::string_view identifier, const crypto::Sm3Digest& principal,
                    const std::vector<SealedHolder>& others, std::int64_t key);

// One column, to be selected FROM licenses: nothing where there is one holder.
extern const std::string_view other_holders_column;
// As that column gives them. STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<std::vector<license::Holder>> read_other_holders(const Keyring& keyring, std::string_view identifier,
                                                        const std::string& column);

// Of a license that was just erased; by the principal index it had.
void delete_holders(Connection& connection, std::string_view identifier, ByteView principal);

} // namespace elicense::store
