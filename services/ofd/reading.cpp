// SPDX-License-Identifier: Apache-2.0
#include "ofd/reading.hpp"
#include "ofd/name.hpp"
#include <algorithm>

namespace elicense::ofd {

void add_once(std::vector<std::string>& codes, std::string_view code) {
  if (std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

namespace {

// A location, told with the file it stands in.
std::string named(std::string_view base, std::string_view location) {
  return std::string(base).append(": ").append(location.substr(0, 200));
}

bool leads_out(const XmlElement& child) {
  return child.in_ofd && child.name != "Goto" && child.name != "Region";
}

// Depth is limited by the XML profile.
bool has_action(const XmlElement& element) {
  if (element.in_ofd && element.name == "Action" && std::ranges::any_of(element.children, leads_out))
    return true;
  return std::ranges::any_of(element.children, has_action);
}

} // namespace

const std::string* Reading::find_case_twin(const std::string& path) {
  if (by_folded_name_.empty())
    for (const auto& [name, content] : package.entries())
      by_folded_name_.emplace(fold_case(name), name);
  const auto twin = by_folded_name_.find(fold_case(path));
  return twin == by_folded_name_.end() ? nullptr : &twin->second;
}

Result<XmlFile> Reading::load(const std::string& path, XmlProfile profile,
                              std::vector<std::string>& deviations) {
  const auto content = package.read(path);
  if (!content) return content.error();
  auto file = parse_xml(*content, profile);
  if (!file) return fail(file.error().kind, file.error().code, path + ": " + file.error().detail);
  if (file->has_bom) add_once(deviations, "OFD_BOM");
  if (has_action(file->root)) document.active.insert(path);
  if (file->old_namespace) add_once(deviations, "OFD_NAMESPACE_OLD");
  return file;
}

Result<std::optional<std::string>> Reading::locate(std::string_view base, std::string_view location) {
  auto path = resolve(base, location);
  if (!path) return fail(path.error().kind, path.error().code, named(base, path.error().detail));
  if (package.find(*path) != nullptr) return std::optional(std::move(*path));
  const std::string* twin = find_case_twin(*path);
  if (twin == nullptr) return std::optional<std::string>{};
  add_once(document.deviations, "OFD_PATH_CASE");
  return std::optional(*twin);
}

Result<std::string> Reading::reach(std::string_view base, std::string_view location) {
  auto found = locate(base, location);
  if (!found) return found.error();
  if (!*found) return fail(ErrorKind::malformed, "OFD_ENTRY_MISSING", named(base, location));
  document.reachable.insert(**found);
  return std::move(**found);
}

Fault Reading::follow(std::string_view base, std::string_view location, Visit visit) {
  const auto found =
      location.empty() ? Result<std::optional<std::string>>(std::nullopt) : locate(base, location);
  if (!found) return found.error();
  if (!*found) {
    add_once(document.deviations, "OFD_RESOURCE_MISSING");
    return std::nullopt;
  }
  document.reachable.insert(**found);
  return visit == nullptr ? std::nullopt : visit_once(visit, **found);
}

Fault Reading::visit_once(Visit visit, const std::string& path) {
  return visited_.emplace(visit, path).second ? visit(*this, path) : std::nullopt;
}

} // namespace elicense::ofd
