// SPDX-License-Identifier: Apache-2.0
// What the plug-in has to find, and no more; tests/analysis/run holds it to the marked lines.
#include <nlohmann/json.hpp>
#include <span>

struct Box {
  std::vector<int> content;
  const std::vector<int>& inside() const { return content; }
  std::vector<int> copy() const { return content; }
};

std::size_t walk(nlohmann::json (*make)(), Box (*box)()) {
  std::size_t count = 0;
  const auto kept = make();
  for (const auto& one : make()["a"]) // found
    count += one.size();
  for (const auto& one : make()["a"]["b"]) // found
    count += one.size();
  for (const auto& [key, value] : make().items()) // found
    count += value.size();
  for (const auto& [key, value] : make().at("p").items()) // found
    count += value.size();
  for (const int one : box().inside()) // found
    count += static_cast<std::size_t>(one);
  for (const int one : box().content)
    count += static_cast<std::size_t>(one);
  for (const int one : box().copy())
    count += static_cast<std::size_t>(one);
  for (const auto& one : kept["a"])
    count += one.size();
  for (const auto& [key, value] : kept.at("p").items())
    count += value.size();
  for (const auto& one : make())
    count += one.size();
  for (const auto& one : std::span(kept.get_ref<const std::string&>()).subspan(1))
    count += static_cast<std::size_t>(one);
  for (const auto& one : *kept.find("a"))
    count += one.size();
  return count;
}
