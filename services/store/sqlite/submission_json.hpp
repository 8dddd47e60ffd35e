// SPDX-License-Identifier: Apache-2.0
// The sealed part of a submission. Read is only what was written here: others throw.
#pragma once
#include "submission/submission.hpp"

namespace elicense::store {

// Without sequence and receipt, which have columns. Key and request as well: under another index key their
// digests are made again.
nlohmann::json submission_json(const submission::Submission& submission, std::string_view key,
                               std::string_view request);
crypto::Sm3Digest digest_from(const nlohmann::json& hex);
submission::Submission submission_from_json(const nlohmann::json& json);

} // namespace elicense::store
