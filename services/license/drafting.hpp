// SPDX-License-Identifier: Apache-2.0
// What is decided before anything is recorded: the license a request asks for, and its document without a
// seal.
#pragma once
#include "license/issue.hpp"

namespace elicense::license {

// The same request gives the same digest, however its JSON was ordered or spaced.
crypto::Sm3Digest request_digest(const IssueRequest& request);

// Everything but identifier and reference. LICENSE_DATA_INVALID, HOLDER_…, CREDIT_CODE_…, CITIZEN_NUMBER_…
Result<License> draft_license(const IssueRequest& request, const LicenseType& type,
                              const Authority& authority, Time now);

struct Drawn {
  Bytes document;    // OFD, not sealed
  seal::Place place; // for a seal of the size asked for
};
// FACE_…, OFD_…; the same license gives the same bytes.
Result<Drawn> draw_document(const License& license, const LicenseType& type, const face::Fonts& fonts,
                            const crypto::SealPicture& seal, const std::string& verification_url,
                            std::span<const Scan> scans = {});

} // namespace elicense::license
