// SPDX-License-Identifier: Apache-2.0
#include "jobs/scan_files.hpp"
#include "license/scan_pages.hpp"
#include "pdf/pages.hpp"
#include <filesystem>
#include <fstream>

namespace elicense::jobs {
namespace {

namespace fs = std::filesystem;

Result<Bytes> read(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return fail(ErrorKind::invalid, "SCAN_MISSING");
  if (size > license::max_scan_size) return fail(ErrorKind::too_large, "SCAN_LIMIT");
  Bytes content(size);
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(size));
  if (!stream) return fail(ErrorKind::invalid, "SCAN_MISSING");
  return content;
}

bool is_pdf(ByteView content) {
  const auto kind = license::kind_of_scan(content);
  return kind && kind->format == license::ScanFormat::pdf;
}

} // namespace

bool scan_exists(const std::string& folder, const std::string& name) {
  std::error_code error;
  return !folder.empty() && fs::path(name).filename() == name &&
         fs::is_regular_file(fs::path(folder) / name, error);
}

Result<std::vector<license::Scan>> read_scans(const std::string& folder,
                                              const std::vector<std::string>& names) {
  std::vector<license::Scan> scans;
  for (const std::string& name : names) {
    if (!scan_exists(folder, name)) return fail(ErrorKind::invalid, "SCAN_MISSING");
    auto content = read(fs::path(folder) / name);
    if (!content) return content.error();
    scans.push_back({name, *std::move(content)});
    license::Scan& scan = scans.back();
    if (!is_pdf(scan.content)) continue;
    auto pages = pdf::draw_pages(scan.content);
    if (!pages) return pages.error();
    scan.pages = *std::move(pages);
  }
  return scans;
}

} // namespace elicense::jobs
