// SPDX-License-Identifier: Apache-2.0
// Small OFD documents for tests: a correct one, and packages with one entry changed.
#pragma once
#include "ofd/writer.hpp"

namespace elicense::test {

// Two pages with text, a font, an image, an attachment, tags and custom data.
ofd::NewDocument small_draft();
Bytes small_document();

// A draft of a plain signature without a stamp, and a signer whose value only looks like one.
ofd::SignatureDraft small_signature();
ofd::SignatureDraft
small_seal(); // one stamp on the first page of small_document(), a seal that only looks like one
Result<Bytes> look_signed(ByteView signature_xml, const std::string& property_info);
Bytes signed_document(); // small_document() with small_seal()

// The package with entries set (or added), or taken away.
Bytes with_entry(ByteView file, const std::string& name, std::string_view content);
Bytes without_entry(ByteView file, const std::string& name);
// Every occurrence of `from` in one entry replaced; throws when there is none.
Bytes with_replaced(ByteView file, const std::string& name, std::string_view from, std::string_view to);

std::string entry_text(ByteView file, const std::string& name); // throws when it is absent

} // namespace elicense::test
