// SPDX-License-Identifier: Apache-2.0
// OFDEntries.xml (GM/T 0099) as the last thing that is put into a package.
#pragma once
#include "tests/support/ofd_mutation.hpp"

namespace elicense::test {

struct EntryListForm {
  std::vector<std::string> files; // listed
  bool signed_well = true;
  Identity signer = test_pki().signer;
  std::string value = "signedvalue.dat"; // the entry of its signature
};

void put_entry_list(OfdEntries& entries, const EntryListForm& form);

} // namespace elicense::test
