// SPDX-License-Identifier: Apache-2.0
// Names of package entries: which are allowed, how case twins are found, and the folders they imply.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace elicense::ofd {

inline constexpr std::string_view entry_point = "OFD.xml"; // GM/T 0099, 6

// What is wrong with one segment of a name, or nullopt: empty, ".", "..", a slash, backslash, colon, control,
// invisible or combining character, or bytes that are not UTF-8. Two names that look alike are never both
// allowed this way.
std::optional<std::string> segment_fault(std::string_view segment);
// The same for a whole name, which is segments with '/' between them and no '/' at either end.
std::optional<std::string> name_fault(std::string_view name);

std::string fold_case(std::string_view name);         // ASCII letters only
std::string_view folder_of(std::string_view name);    // "Doc_0/Pages" of "Doc_0/Pages/a.xml", "" at the root
std::string_view base_name_of(std::string_view name); // "a.xml"
std::string absolute(std::string_view name); // with the leading '/' that references and propertyInfo have
std::string join(std::string_view folder, std::string_view name);

} // namespace elicense::ofd
