// SPDX-License-Identifier: Apache-2.0
// The files that can be fetched of a license, alone or in an archive.
#pragma once
#include "api/context.hpp"
#include "license/copies.hpp"
#include "license/metadata.hpp"
#include "license/view.hpp"

#include <span>

namespace elicense::api {

// Makes them for one license; the face is composed once for all that show it. Document and faces are whole;
// the metadata are what the view shows.
class LicenseFiles {
 public:
  LicenseFiles(const Context& context, license::License license, license::View view,
               std::optional<license::Copy> copy = std::nullopt)
      : context_(context), license_(std::move(license)), view_(std::move(view)), copy_(std::move(copy)) {}

  Result<Bytes> document() const;
  Result<Bytes> pdf();
  Result<Bytes> png();
  Result<Bytes> svg();
  Result<Bytes> metadata_xml() const;
  Result<Bytes> metadata_json() const;

 private:
  Result<const license::LicenseType*> type() const;
  Result<void> compose();
  Result<std::vector<license::MetadataElement>> elements() const;

  const Context& context_;
  license::License license_;
  license::View view_;
  std::optional<license::Copy> copy_;
  std::optional<face::Face> face_;
};

struct FileKind {
  std::string_view word;     // "pdf", where requests name it
  std::string_view endpoint; // by whose rows of schemas/authorization.tsv it is given
  std::string_view ending;   // of its name
  std::string_view content_type;
  bool whole;      // shows the license whole
  bool compressed; // already
  Result<Bytes> (*make)(LicenseFiles& files);
};
std::span<const FileKind> file_kinds();
const FileKind& file_kind_of(const http::Request& request); // by its route

} // namespace elicense::api
