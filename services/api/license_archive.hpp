// SPDX-License-Identifier: Apache-2.0
// Files of many licenses as one ZIP, made while it is sent: at most one license and one file of it are held.
#pragma once
#include "api/call.hpp"
#include "api/license_files.hpp"
#include "http/body_source.hpp"
#include "ofd/zip_writer.hpp"

#include <deque>

namespace elicense::api {

inline constexpr std::size_t max_archived = 500; // licenses
inline constexpr std::uint64_t max_archive_size = std::uint64_t{1}
                                                  << 30; // bytes; what does not fit is refused

struct ArchiveOrder {
  std::deque<std::string> licenses;          // identifiers, each once
  std::optional<license::ListFilter> filter; // or all that fit, up to max_archived
  std::vector<const FileKind*> kinds;
};

class LicenseArchive final : public http::BodySource {
 public:
  // Outlives the call; the context outlives it.
  LicenseArchive(const Context& context, const Call& call, privacy::Reader reader, ArchiveOrder order,
                 std::uint64_t size_limit = max_archive_size);
  Bytes next() override;

 private:
  struct Given { // of one license
    LicenseFiles files;
    std::string license;
    std::deque<const FileKind*> kinds;
  };
  struct Refused {
    std::string license;
    std::string_view what;
    std::string code;
  };

  bool fetch_page(); // false: no license is left
  void open(const std::string& identifier);
  std::vector<const FileKind*> allowed(const std::string& identifier, access::Relation relation,
                                       const std::string& absent, bool& masked);
  Bytes next_file();
  Bytes finish();
  nlohmann::ordered_json manifest() const;
  void refuse(const std::string& identifier, const FileKind& kind, std::string code);
  void refuse_all(const std::string& identifier, const std::string& code);

  const Context& context_;
  const http::Request request_; // without its body
  const access::Caller caller_;
  const privacy::Reader reader_;
  ArchiveOrder order_;
  const std::uint64_t size_limit_;
  ofd::ZipWriter zip_;
  std::uint64_t size_ = 0;  // of the files so far, as they are
  std::size_t fetched_ = 0; // licenses that the filter found
  std::optional<Given> given_;
  nlohmann::ordered_json files_ = nlohmann::ordered_json::array();
  std::vector<Refused> refused_;
  std::string next_cursor_, stopped_;
  bool finished_ = false;
};

} // namespace elicense::api
