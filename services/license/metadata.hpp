// SPDX-License-Identifier: Apache-2.0
// Metadata of GB/T 36903 (standards 3.2): pinyin names, from a license and back.
#pragma once
#include "license/license.hpp"
#include "license/type.hpp"
#include "ofd/document.hpp"

namespace elicense::license {

inline constexpr std::string_view metadata_namespace =
    "urn:elicense:metadata:1"; // of the attachment and the tags

// Ours, for there is no national name: the version of the type, and where the status lists say how it stands.
inline constexpr std::string_view type_version_name = "LicenseTypeVersion", status_uri_name = "StatusListUri",
                                  status_index_name = "StatusListIndex";

// ZZMC, ZZLXMC, ZZLXDM, ZZBH, ZZBS, ZZBFJG, ZZBFJGDM, ZZBFRQ, CZZT, CZZTDM, CZZTDMLX, CZZTDMLXDM, ZZYXQQSRQ,
// ZZYXQJZRQ and KZ_<field> for the business data, dates as YYYYMMDD; and ours.
std::vector<ofd::CustomData> metadata(const License& license, const LicenseType& type);
std::string metadata_xml(const std::vector<ofd::CustomData>& metadata);

// What is shown on the face under a metadata name: the field whose text objects carry it, or nothing.
std::optional<std::string> face_field(const LicenseType& type, std::string_view metadata_name);

// The text a face shows for one field of the business data (dates as 2026年01月31日, lists joined).
std::string shown_value(const LicenseType& type, const std::string& field, const nlohmann::json& value);

} // namespace elicense::license
