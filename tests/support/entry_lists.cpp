// SPDX-License-Identifier: Apache-2.0
#include "tests/support/entry_lists.hpp"

#include "crypto/signed_data.hpp"

namespace elicense::test {

void put_entry_list(OfdEntries& entries, const EntryListForm& form) {
  std::string list = "<ofd:DocEntries xmlns:ofd=\"http://www.ofdspec.org/2016\" "
                     "ID=\"1\"><ofd:SignedValueLoc>/" +
                     form.value + "</ofd:SignedValueLoc><ofd:FileList>";
  for (const std::string& file : form.files)
    list += "<ofd:File ID=\"2\" FileLoc=\"/" + file + "\"/>";
  list += "</ofd:FileList></ofd:DocEntries>";
  const Bytes signed_bytes = form.signed_well ? to_bytes(list) : to_bytes("other");
  const crypto::SignedDataOptions options{true, true, test_pki().now};
  entries.set("OFDEntries.xml", list);
  entries.set(form.value, as_text(crypto::make_signed_data(crypto::sm3(signed_bytes), options,
                                                           form.signer.certificate, *form.signer.key)
                                      .value()));
}

} // namespace elicense::test
