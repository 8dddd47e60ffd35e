// SPDX-License-Identifier: Apache-2.0
// What is decided before anything is recorded: the license a request asks for, and its document without a
// seal.
#pragma once
#include "license/issue.hpp"

namespace elicense::license {

// The same request gives the same digest, however its JSON was ordered or spaced.
crypto::Sm3Digest request_digest(const IssueRequest& request);

std::string new_reference(const crypto::RandomSource& random); // License::reference

// Everything but identifier and reference. LICENSE_DATA_INVALID, HOLDER_…, CREDIT_CODE_…, CITIZEN_NUMBER_…
Result<License> draft_license(const IssueRequest& request, const LicenseType& type,
                              const Authority& authority, Time now);

// What makes a document a copy for one use (加注件, standards 3.2).
struct Annotation {
  std::string id;                        // tells it from every other copy
  std::string made_on;                   // YYYY-MM-DD
  std::vector<std::string> watermark;    // lines across the page
  std::vector<ofd::CustomData> elements; // behind the license's own metadata
};

struct Drawn {
  ofd::OpenDocument document; // not sealed, nor packed
  seal::Place place;          // for a seal of the size asked for
};
// FACE_…, OFD_…; the same license gives the same bytes.
Result<Drawn> draw_document(const License& license, const LicenseType& type, const face::Fonts& fonts,
                            const crypto::SealPicture& seal, const std::string& verification_url,
                            std::span<const Scan> scans = {});

// The same of a copy: what the license does not say (as a view shows it) is on neither page nor metadata.
Result<Drawn> draw_annotated(const License& license, const LicenseType& type, const face::Fonts& fonts,
                             const crypto::SealPicture& seal, const std::string& verification_url,
                             const Annotation& annotation);
Result<face::Face> draw_annotated_face(const License& license, const LicenseType& type,
                                       const face::Fonts& fonts, const Bytes& seal_picture,
                                       const std::string& verification_url, const Annotation& annotation);

} // namespace elicense::license
