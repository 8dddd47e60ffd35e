// SPDX-License-Identifier: Apache-2.0
// Edits of a file somebody else wrote, which leave every other byte as it is.
#pragma once
#include "ofd/xml.hpp"
#include "ofd/xml_writer.hpp"

namespace elicense::ofd {

// An element in the prefix that `like` has.
std::string element_markup(const XmlElement& like, std::string_view name, const XmlAttributes& attributes,
                           std::string_view text);

// Puts markup at the end of the content of an element of `file`.
void insert_last(Bytes& file, const XmlElement& element, std::string_view markup);
// Puts markup in the place of an element of `file`.
void replace_element(Bytes& file, const XmlElement& element, std::string_view markup);

} // namespace elicense::ofd
