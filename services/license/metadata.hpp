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

// Of an annotated copy (加注件): when and by whom it was made, what for, until when (YYYYMMDDhhmmss at
// UTC+8); and ours: for which case, and for whom.
inline constexpr std::string_view copy_made_at_name = "JZJZZSJ", copy_maker_name = "JZJZZZ",
                                  copy_cause_name = "JZJZZSY", copy_expiry_name = "JZJYXQJZSJ",
                                  copy_case_name = "CopyCase", copy_receiver_name = "CopyReceiver";

struct MetadataElement {
  std::string name;
  std::vector<std::string> values;
  bool is_list = false; // may have several values: those of the holders, and lists of the business data
};

// ZZMC, ZZLXMC, ZZLXDM, ZZBH, ZZBS, ZZBFJG, ZZBFJGDM, ZZBFRQ, CZZT, CZZTDM, CZZTDMLX, CZZTDMLXDM, ZZYXQQSRQ,
// ZZYXQJZRQ and KZ_<field> for the business data, dates as YYYYMMDD; and ours.
std::vector<MetadataElement> metadata_elements(const License& license, const LicenseType& type);
std::vector<ofd::CustomData> metadata(const License& license, const LicenseType& type); // lists as a^b
std::string metadata_xml(const std::vector<ofd::CustomData>& metadata); // as it lies in a document
// As they are handed out: an element of XML for every value; in JSON a text, or a list where is_list.
std::string elements_xml(const std::vector<MetadataElement>& elements, bool masked = false);
nlohmann::ordered_json elements_json(const std::vector<MetadataElement>& elements);

// What is shown on the face under a metadata name: the fields whose text objects carry it; several where the
// holders stand apart.
std::vector<std::string> face_fields(const LicenseType& type, std::string_view metadata_name);

// The text a face shows for one field of the business data (dates as 2026年01月31日, lists joined).
std::string shown_value(const LicenseType& type, const std::string& field, const nlohmann::json& value);

} // namespace elicense::license
