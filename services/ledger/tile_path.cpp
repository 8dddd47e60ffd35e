// SPDX-License-Identifier: Apache-2.0
// Names of tiles (C2SP tlog-tiles, Merkle Tree): <N> in groups of three digits, all but the last after an x.
#include "ledger/text_forms.hpp"
#include "ledger/tile.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

constexpr std::string_view path_start = "tile/", partial_mark = ".p/";
constexpr std::size_t group_digits = 3;
constexpr std::uint64_t group_base = 1000;

std::string group(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(group_digits - digits.size(), '0') + digits;
}

std::string index_path(std::uint64_t index) {
  std::string path = group(index % group_base);
  for (std::uint64_t rest = index / group_base; rest != 0; rest /= group_base)
    path.insert(0, 'x' + group(rest % group_base) + '/');
  return path;
}

// Generous: whether the groups are the right ones shows when the path is written again.
std::optional<std::uint64_t> parse_index(std::string_view path) {
  std::uint64_t index = 0;
  for (const char one : path) {
    if (one == 'x' || one == '/') continue;
    if (one < '0' || one > '9') return std::nullopt;
    index = 10 * index + static_cast<std::uint64_t>(one - '0');
    if (index > max_tile_index) return std::nullopt;
  }
  return index;
}

std::optional<Tile> parse(std::string_view path) {
  if (!path.starts_with(path_start)) return std::nullopt;
  path.remove_prefix(path_start.size());
  const std::size_t slash = std::min(path.find('/'), path.size());
  const auto level = decimal(path.substr(0, slash), max_tile_level);
  path.remove_prefix(std::min(slash + 1, path.size()));
  const std::size_t mark = path.find(partial_mark);
  const auto index = parse_index(path.substr(0, mark));
  std::optional<std::uint64_t> width = tile_width;
  if (mark != std::string_view::npos)
    width = decimal(path.substr(mark + partial_mark.size()), tile_width - 1);
  if (!level || !index || !width || *width == 0) return std::nullopt;
  return Tile{static_cast<unsigned>(*level), *index, static_cast<unsigned>(*width)};
}

} // namespace

std::string tile_path(const Tile& tile) {
  std::string path(path_start);
  path += std::to_string(tile.level) + '/' + index_path(tile.index);
  if (tile.width != tile_width) path.append(partial_mark) += std::to_string(tile.width);
  return path;
}

Result<Tile> parse_tile_path(std::string_view path) {
  const auto tile = parse(path);
  if (!tile || tile_path(*tile) != path) return fail(ErrorKind::malformed, "LEDGER_TILE_PATH");
  return *tile;
}

} // namespace elicense::ledger
