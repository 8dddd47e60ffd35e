// SPDX-License-Identifier: Apache-2.0
// Status lists and the keys of who signs them, as files that were fetched.
#pragma once
#include "status/status_token.hpp"
#include "verify/report.hpp"

namespace elicense::cli {

Result<std::vector<status::ListKey>> read_key_file(const std::string& path);
// Either form. What status::read_jwt() and read_cwt() say
Result<status::Published> read_list_file(const std::string& path, const std::vector<status::ListKey>& keys,
                                         const status::Expected& expected);

// What several lists say of licenses whose sealed file names its place in one of them.
class FetchedLists {
 public:
  struct Entry {
    status::Status status = status::Status::valid;
    status::Published list;
  };
  // No files: they say nothing of anything.
  static Result<FetchedLists> read(std::vector<std::string> files, const std::string& key_file, Time now);

  // Nothing where no list was given. STATUS_…: the last list's trouble, when none is for this license
  Result<std::optional<Entry>> find(const verify::StatusReference& place) const;
  Time now() const { return now_; }

 private:
  std::vector<std::string> files_;
  std::vector<status::ListKey> keys_;
  Time now_{};
};

std::string age_text(const status::Published& published, Time now); // "as of …, 12 minutes ago; …"

} // namespace elicense::cli
