// SPDX-License-Identifier: Apache-2.0
#include "cli/status_file.hpp"
#include "instance/files.hpp"
#include "status/key_file.hpp"

#include <fmt/format.h>

namespace elicense::cli {

Result<std::vector<status::ListKey>> read_key_file(const std::string& path) {
  const auto text = instance::read_file(path);
  if (!text) return text.error();
  return status::read_list_keys(as_text(*text));
}

Result<status::Published> read_list_file(const std::string& path, const std::vector<status::ListKey>& keys,
                                         const status::Expected& expected) {
  const auto token = instance::read_file(path);
  if (!token) return token.error();
  constexpr std::uint8_t cwt_tag = 0xd2;
  if (!token->empty() && token->front() == cwt_tag) return status::read_cwt(*token, keys, expected);
  return status::read_jwt(as_text(*token), keys, expected);
}

Result<FetchedLists> FetchedLists::read(std::vector<std::string> files, const std::string& key_file,
                                        Time now) {
  FetchedLists lists;
  lists.files_ = std::move(files);
  lists.now_ = now;
  if (lists.files_.empty()) return lists;
  auto keys = read_key_file(key_file);
  if (!keys) return keys.error();
  lists.keys_ = *std::move(keys);
  return lists;
}

Result<std::optional<FetchedLists::Entry>> FetchedLists::find(const verify::StatusReference& place) const {
  std::optional<Error> trouble;
  for (const std::string& file : files_) {
    auto list = read_list_file(file, keys_, {place.uri, now_});
    if (!list) {
      trouble = list.error();
      continue;
    }
    const auto status = list->list.at(place.index);
    if (!status) return status.error();
    return std::optional(Entry{*status, *std::move(list)});
  }
  if (trouble) return *trouble;
  return std::optional<Entry>();
}

std::string age_text(const status::Published& published, Time now) {
  const auto age = std::chrono::duration_cast<std::chrono::minutes>(now - published.issued_at);
  return fmt::format("as of {}, {} minutes ago; the list is believed until {}",
                     to_rfc3339(published.issued_at), std::max<std::int64_t>(age.count(), 0),
                     to_rfc3339(published.expires_at));
}

} // namespace elicense::cli
