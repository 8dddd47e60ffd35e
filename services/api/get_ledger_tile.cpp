// SPDX-License-Identifier: Apache-2.0
// GET /v1/ledger/tile/<L>/<N>[.p/<W>] and /v1/ledger/tile/entries/<N>[.p/<W>] (C2SP tlog-tiles). Leaves hold
// no personal data.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/ledger_answer.hpp"

namespace elicense::api {
namespace {

constexpr std::string_view bundles = "entries/";

// tlog-tiles, Log Entries: each entry after its length in two bytes.
Result<Bytes> bundle(const ledger::Book& book, const ledger::Tile& tile) {
  const auto entries = book.entries(tile.index * ledger::tile_width, tile.width);
  if (!entries) return entries.error();
  if (entries->size() < tile.width) return fail(ErrorKind::not_found, "LEDGER_RANGE", "not that long yet");
  Bytes bytes;
  for (const Bytes& entry : *entries) {
    bytes.push_back(static_cast<std::uint8_t>(entry.size() >> 8));
    bytes.push_back(static_cast<std::uint8_t>(entry.size()));
    append(bytes, entry);
  }
  return bytes;
}

} // namespace

http::Response get_ledger_tile(const Context& context, const http::Request& request) {
  std::string path = request.parameters.at("path");
  const bool is_bundle = path.starts_with(bundles);
  if (is_bundle) path.replace(0, bundles.size(), "0/"); // named as the tile of their hashes
  const auto tile = ledger::parse_tile_path("tile/" + path);
  if (!tile) return problem(request, tile.error());
  auto content = is_bundle ? bundle(context.book, *tile) : context.book.read(*tile);
  if (!content) return problem(request, content.error());
  return lasting(file_answer("application/octet-stream", *std::move(content)));
}

} // namespace elicense::api
