// SPDX-License-Identifier: Apache-2.0
#include "ofd/entry_list.hpp"
#include "ofd/fields.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

// As written; the locations are resolved by the caller.
struct Written {
  std::string value;
  std::vector<std::string> files;
};

Result<Written> read_written(const Package& package) {
  const std::string name(entry_list_name);
  const auto file = parse_xml(*package.find(name), XmlProfile::ofd);
  if (!file) return fail(file.error().kind, file.error().code, name + ": " + file.error().detail);
  FieldReader fields(name);
  if (file->root.name != "DocEntries") fields.refuse("root");
  Written written;
  written.value = fields.trimmed(fields.required_child(file->root, "SignedValueLoc"));
  const XmlElement& list = fields.required_child(file->root, "FileList");
  for (const XmlElement* each : FieldReader::children(list, "File"))
    written.files.emplace_back(fields.required_attribute(*each, "FileLoc"));
  if (fields.fault()) return *fields.fault();
  return written;
}

Result<std::set<std::string>> resolved_all(const std::vector<std::string>& locations) {
  std::set<std::string> paths;
  for (const std::string& location : locations) {
    auto path = resolve(entry_list_name, location);
    if (!path) return path.error();
    paths.insert(std::move(*path));
  }
  return paths;
}

} // namespace

Result<std::optional<EntryList>> read_entry_list(const Package& package) {
  if (package.find(entry_list_name) == nullptr) return std::optional<EntryList>{};
  const auto written = read_written(package);
  if (!written) return written.error();
  const auto listed = resolved_all(written->files);
  if (!listed) return listed.error();
  const auto value = resolve(entry_list_name, written->value);
  if (!value) return value.error();
  EntryList list{.value_path = *value, .missing = {}, .extra = {}};
  std::ranges::copy_if(*listed, std::back_inserter(list.missing),
                       [&](const std::string& path) { return package.find(path) == nullptr; });
  for (const auto& [name, content] : package.entries()) {
    const bool own = name == entry_list_name || name == list.value_path;
    if (!own && !listed->contains(name)) list.extra.push_back(name);
  }
  return std::optional(std::move(list));
}

} // namespace elicense::ofd
