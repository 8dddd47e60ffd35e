// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "notify/message.hpp"
#include "recall/recall.hpp"

namespace elicense::api {

nlohmann::ordered_json recall_json(const recall::Recall& recall);
// What was told, word for word, and signed now: the members are named as the headers of a webhook are, and
// checked in the same way (docs/events.md). SIGNER_UNAVAILABLE
Result<nlohmann::ordered_json> notice_json(const recall::Recall& recall, const notify::MessageKeys& keys,
                                           Time now);

} // namespace elicense::api
