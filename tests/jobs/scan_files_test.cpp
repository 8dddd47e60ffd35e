// SPDX-License-Identifier: Apache-2.0
// Scans of a folder, and those that were sent: found, read, and PDF among them drawn.
#include "jobs/scan_files.hpp"
#include "license/scan_pages.hpp"
#include "tests/support/files.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/pdf_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::jobs {
namespace {

using test::fails_with;
using test::pdf_file;
using test::succeeds;

class ScanFilesTest : public testing::Test {
 protected:
  ScanFilesTest() {
    job.id = "job";
    job.request = "request";
    job.details.scans = folder.path().string();
  }
  void put(const std::string& name, ByteView content) const {
    test::write_file(folder.path() / name, content);
  }
  Result<std::vector<license::Scan>> read(const std::string& name) {
    return ScanFiles(*file, job).read({name});
  }
  void send(const std::string& name, ByteView content) {
    job.details.scans_sent = true;
    ASSERT_THAT(file->open(job), succeeds());
    ASSERT_THAT(file->add_scan(job.id, scan_key(name), content, [](Job&) -> Result<void> { return {}; }),
                succeeds());
  }
  test::TemporaryFolder folder;
  test::JobsFile file;
  Job job;
};

TEST_F(ScanFilesTest, ThoseOfAFolderHavePlainNames) {
  put("a.png", as_bytes("picture"));
  EXPECT_TRUE(*ScanFiles(*file, job).exists("a.png"));
  EXPECT_EQ(as_text(read("a.png")->front().content), "picture");
  for (const char* const name : {"b.png", "../a.png", "", "."}) {
    EXPECT_FALSE(*ScanFiles(*file, job).exists(name)) << name;
    EXPECT_THAT(read(name), fails_with("SCAN_MISSING")) << name;
  }
  job.details.scans = "";
  EXPECT_THAT(read("a.png"), fails_with("SCAN_MISSING"));
}

TEST_F(ScanFilesTest, ThoseThatWereSentAreReadFromTheRegister) {
  put("b.png", as_bytes("of the folder"));
  send("a.png", as_bytes("picture"));
  EXPECT_TRUE(*ScanFiles(*file, job).exists("a.png"));
  EXPECT_EQ(as_text(read("a.png")->front().content), "picture");
  EXPECT_FALSE(*ScanFiles(*file, job).exists("b.png"));
  EXPECT_THAT(read("b.png"), fails_with("SCAN_MISSING"));
}

TEST_F(ScanFilesTest, PdfComesWithItsPages) {
  put("a.pdf", pdf_file({.pages = 2}));
  const auto scans = read("a.pdf");
  ASSERT_THAT(scans, succeeds());
  EXPECT_EQ(scans->front().content, pdf_file({.pages = 2})) << "as it was";
  EXPECT_EQ(scans->front().pages.size(), 2U);
  put("b.png", as_bytes("picture"));
  EXPECT_TRUE(read("b.png")->front().pages.empty());
}

TEST_F(ScanFilesTest, SaysWhyItCannotBeTaken) {
  put("large.png", Bytes(license::max_scan_size + 1));
  put("locked.pdf", pdf_file({.locked = true}));
  put("broken.pdf", as_bytes("%PDF-1.4\n%%EOF\n"));
  put("long.pdf", pdf_file({.pages = 21}));
  EXPECT_THAT(read("large.png"), fails_with("SCAN_LIMIT"));
  EXPECT_THAT(read("locked.pdf"), fails_with("PDF_LOCKED"));
  EXPECT_THAT(read("broken.pdf"), fails_with("PDF_UNREADABLE"));
  EXPECT_THAT(read("long.pdf"), fails_with("PDF_PAGES"));
}

} // namespace
} // namespace elicense::jobs
