// SPDX-License-Identifier: Apache-2.0
#include "access/signature_base.hpp"

#include <algorithm>
#include <optional>

namespace elicense::access {
namespace {

constexpr std::string_view covered_when_there[] = {"content-type", "idempotency-key", "authorization",
                                                   "cookie"};

Error missing(std::string name) {
  return fail(ErrorKind::malformed, "SIGNATURE_COMPONENTS", std::move(name));
}

// RFC 9421 2.2.3: lower case, without the scheme's default port.
std::string authority(std::string_view host) {
  if (host.ends_with(":443")) host.remove_suffix(4);
  std::string text(host);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::optional<std::string> value_of(const Presented& request, const std::string& component) {
  const std::size_t question = std::min(request.target.find('?'), request.target.size());
  if (component == "@method") return std::string(request.method);
  if (component == "@authority") return authority(request.header("host"));
  if (component == "@path") return std::string(request.target.substr(0, question));
  if (component == "@query") // RFC 9421 2.2.7: the question mark alone when there is no query
    return question == request.target.size() ? "?" : std::string(request.target.substr(question));
  const auto field = request.headers.find(component);
  if (field == request.headers.end()) return std::nullopt;
  return field->second;
}

} // namespace

std::vector<std::string> needed_components(const Presented& request) {
  std::vector<std::string> needed = {"@method", "@authority", "@path", "@query"};
  if (!request.body.empty()) needed.emplace_back("content-digest");
  for (const std::string_view name : covered_when_there)
    if (request.headers.contains(name)) needed.emplace_back(name);
  return needed;
}

Result<std::string> signature_base(const Presented& request, const SignatureInput& input) {
  for (std::string& name : needed_components(request))
    if (std::ranges::count(input.components, name) == 0) return missing(std::move(name));
  std::string base;
  for (const std::string& component : input.components) {
    const auto value = value_of(request, component);
    if (!value) return missing(component);
    base += "\"" + component + "\": " + *value + "\n";
  }
  return base + "\"@signature-params\": " + input.parameters;
}

} // namespace elicense::access
