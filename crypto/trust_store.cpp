// SPDX-License-Identifier: Apache-2.0
// Loading trust: every file is read and understood, or the load fails and names it.
#include "crypto/trust_store.hpp"
#include <fstream>

namespace elicense::crypto {
namespace {

namespace fs = std::filesystem;

Error unreadable(const fs::path& path, std::string_view why) {
  return fail(ErrorKind::unavailable, "TRUST_STORE_UNREADABLE", path.string() + ": " + std::string(why));
}

// Notes beside the files, and what a mount or an editor leaves there.
bool is_passed_over(const fs::path& file) {
  const std::string extension = file.extension();
  return file.filename().string().starts_with('.') || extension == ".md" || extension == ".txt";
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_passed_over(entry->path())) continue;
    if (files.size() == max_trust_files) return unreadable(folder, "more files than allowed");
    files.push_back(entry->path());
  }
  if (error) return unreadable(folder, error.message());
  std::sort(files.begin(), files.end()); // the order of a folder is no order
  return files;
}

Result<Bytes> read_file(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error); // an error for what is not a plain file
  if (error) return unreadable(file, error.message());
  if (size > max_trust_file_size) return unreadable(file, "larger than allowed");
  Bytes content(static_cast<std::size_t>(size));
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(content.size())))
    return unreadable(file, "cannot be read");
  return content;
}

// One DER structure, or the blocks of a PEM text.
template <class Item> Result<void> read_items(const fs::path& file, std::vector<Item>& items) {
  const Result<Bytes> content = read_file(file);
  if (!content) return content.error();
  if (!content->empty() && content->front() == 0x30) {
    Result<Item> item = Item::parse(*content);
    if (!item) return unreadable(file, item.error().code + " " + item.error().detail);
    items.push_back(std::move(*item));
    return {};
  }
  Result<std::vector<Item>> blocks = Item::parse_pem(as_text(*content));
  if (!blocks) return unreadable(file, blocks.error().code + " " + blocks.error().detail);
  for (Item& item : *blocks)
    items.push_back(std::move(item));
  return {};
}

template <class Item>
Result<std::vector<Item>> read_folder(const fs::path& folder, const std::set<std::string>& extensions) {
  std::vector<Item> items;
  const Result<std::vector<fs::path>> files = files_in(folder);
  if (!files) return files.error();
  for (const fs::path& file : *files) {
    if (!extensions.contains(file.extension()))
      return unreadable(file, "not a kind of file that belongs here");
    if (Result<void> read = read_items(file, items); !read) return read.error();
  }
  return items;
}

template <class Item>
Result<std::vector<Item>> read_folder_if_there(const fs::path& folder,
                                               const std::set<std::string>& extensions) {
  std::error_code error;
  if (fs::status(folder, error).type() == fs::file_type::not_found) return std::vector<Item>();
  return read_folder<Item>(folder, extensions);
}

} // namespace

TrustStore::TrustStore(std::vector<Certificate> anchors, std::vector<Certificate> intermediates,
                       std::vector<Crl> crls, Time loaded_at)
    : anchors_(std::move(anchors)), intermediates_(std::move(intermediates)), crls_(std::move(crls)),
      loaded_at_(loaded_at) {}

Result<TrustStore> TrustStore::load(const fs::path& folder, Time now) {
  static const std::set<std::string> certificate_files = {".cer", ".crt", ".pem", ".der"},
                                     crl_files = {".crl"};
  auto anchors = read_folder<Certificate>(folder / "anchors", certificate_files);
  if (!anchors) return anchors.error();
  auto intermediates = read_folder_if_there<Certificate>(folder / "intermediates", certificate_files);
  if (!intermediates) return intermediates.error();
  auto crls = read_folder_if_there<Crl>(folder / "crls", crl_files);
  if (!crls) return crls.error();
  return TrustStore(std::move(*anchors), std::move(*intermediates), std::move(*crls), now);
}

bool TrustStore::has_development_anchor() const {
  return std::any_of(anchors_.begin(), anchors_.end(),
                     [](const Certificate& anchor) { return anchor.is_development(); });
}

} // namespace elicense::crypto
