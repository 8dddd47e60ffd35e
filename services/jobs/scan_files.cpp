// SPDX-License-Identifier: Apache-2.0
#include "jobs/scan_files.hpp"
#include "crypto/sm3.hpp"
#include "license/scan_pages.hpp"
#include "pdf/pages.hpp"
#include <filesystem>
#include <fstream>

namespace elicense::jobs {
namespace {

namespace fs = std::filesystem;

Result<Bytes> read_file(const fs::path& file) {
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

std::string scan_key(std::string_view name) {
  return to_hex(crypto::sm3(as_bytes(name)));
}

Result<bool> ScanFiles::exists(const std::string& name) const {
  if (job_.details.scans_sent) return jobs_.has_scan(job_.id, scan_key(name));
  return scan_exists(job_.details.scans, name);
}

Result<Bytes> ScanFiles::content(const std::string& name) const {
  if (job_.details.scans_sent) return jobs_.scan(job_.id, scan_key(name));
  const std::string& folder = job_.details.scans;
  if (!scan_exists(folder, name)) return fail(ErrorKind::invalid, "SCAN_MISSING");
  return read_file(fs::path(folder) / name);
}

Result<std::vector<license::Scan>> ScanFiles::read(const std::vector<std::string>& names) const {
  std::vector<license::Scan> scans;
  for (const std::string& name : names) {
    auto content = this->content(name);
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
