// SPDX-License-Identifier: Apache-2.0
// OFDEntries.xml (GM/T 0099-2020, annex D): a list of all files of the package against smuggled ones, with a
// signature of its own that is made last.
#pragma once
#include "ofd/package.hpp"
#include <optional>

namespace elicense::ofd {

inline constexpr std::string_view entry_list_name = "OFDEntries.xml";

struct EntryList {
  std::string value_path;           // of its GB/T 35275 signature
  std::vector<std::string> missing; // listed, not in the package
  std::vector<std::string> extra;   // in the package, not listed; the list and its signature need not be
};

// Nullopt when the package has none. XML_…, OFD_STRUCTURE, OFD_PATH, OFD_PATH_ESCAPES
Result<std::optional<EntryList>> read_entry_list(const Package& package);

} // namespace elicense::ofd
