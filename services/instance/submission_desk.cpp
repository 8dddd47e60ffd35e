// SPDX-License-Identifier: Apache-2.0
#include "instance/submission_desk.hpp"

namespace elicense::instance {

SubmissionDesk::SubmissionDesk(SubmissionDeskParts parts)
    : kept_(std::move(parts.kept)), copies_({.types = parts.types,
                                             .fonts = parts.fonts,
                                             .seals = parts.seals,
                                             .sealer = parts.sealer,
                                             .self_check = std::move(parts.self_check),
                                             .verification_url = std::move(parts.verification_url)}),
      submissions_({.kept = *kept_,
                    .matters = parts.matters,
                    .types = parts.types,
                    .licenses = parts.licenses,
                    .uses = parts.show.uses(),
                    .shows = parts.show.kept(),
                    .engine = parts.engine,
                    .copies = copies_,
                    .disclosure = parts.disclosure,
                    .blinder = parts.blinder,
                    .maker = std::move(parts.authority_name),
                    .clock = system_time,
                    .random = crypto::system_random}) {}

} // namespace elicense::instance
