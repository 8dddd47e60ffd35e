// SPDX-License-Identifier: Apache-2.0
// What is sent about a recall: codes, identifiers and times, nothing of the license's holder.
#pragma once
#include "notify/event.hpp"
#include "recall/recall.hpp"

namespace elicense::recall {

notify::Event recalled_event(const Recall& recall);     // to the authority of the party that relied
notify::Event lifted_event(const Recall& recall);       // the same, and by what
notify::Event acknowledged_event(const Recall& recall); // to the issuer

nlohmann::json resumption_json(const std::optional<Resumption>& by);

// The event that told of the recall, as the outbox sent it: it is the first of its object. Good after the
// outbox has let it go.
notify::Event notice_of(const Recall& recall);

} // namespace elicense::recall
