// SPDX-License-Identifier: Apache-2.0
// The coverage rule: every entry is covered by a signature, is a signature's own file, or is reported.
#pragma once
#include "ofd/document.hpp"

namespace elicense::ofd {

enum class ReferenceState { good, missing, changed };

struct ReferenceCheck {
  std::string path;
  ReferenceState state = ReferenceState::good;
};

// Digests of one signature's References. Only SM3 (OID …401, or the text "SM3") is computed; any other
// CheckMethod, an absent one (MD5 by default) and empty References are errors: OFD_CHECK_METHOD,
// OFD_REFERENCES_EMPTY, OFD_REFERENCE_TWICE.
Result<std::vector<ReferenceCheck>> check_references(const Package& package, const Signature& signature);

struct Coverage {
  std::vector<std::string> uncovered;           // in no signature's References and no signature's own file
  bool everything_reachable_is_covered = false; // pages, resources, OFD.xml, Document.xml, attachments, tags
};

// `valid` lists the indexes of the signatures whose References, value and cryptography were found good.
Coverage coverage(const Package& package, const Document& document, const std::vector<std::size_t>& valid);

} // namespace elicense::ofd
