// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pdf_file.hpp"

namespace elicense::test {
namespace {

// ISO 32000-1 7.6.3, revision 2, made once for "user", "owner" and this identifier of the file.
constexpr std::string_view lock =
    " /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
    "<94e8094419662a774442fb072e3d9f19e9d130ec09a4d0061e78fe920f7ab62f>"
    " /U <76ca91e329fa928551771a26e5fc48d9d147e1613e07cb56f73245e2af4373b2> >>"
    " /ID [<30313233343536373839616263646566> <30313233343536373839616263646566>]";

class Writer {
 public:
  int add(const std::string& object) {
    offsets_.push_back(text_.size());
    text_ += std::to_string(offsets_.size()) + " 0 obj\n" + object + "\nendobj\n";
    return static_cast<int>(offsets_.size());
  }
  std::string finish(std::string_view trailer) {
    const std::size_t table = text_.size();
    const std::string size = std::to_string(offsets_.size() + 1);
    text_ += "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets_) {
      const std::string digits = std::to_string(offset);
      text_ += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    text_ += "trailer\n<< /Size " + size + " /Root 1 0 R" + std::string(trailer) + " >>\nstartxref\n" +
             std::to_string(table) + "\n%%EOF\n";
    return std::move(text_);
  }

 private:
  std::string text_ = "%PDF-1.4\n";
  std::vector<std::size_t> offsets_;
};

std::string reference(int object) {
  return std::to_string(object) + " 0 R";
}

} // namespace

Bytes pdf_file(const PdfShape& shape) {
  constexpr int catalogue = 1, tree = 2, drawing = 3, first_page = 4;
  constexpr std::string_view grey_box = "0.5 g 100 100 200 300 re f";
  std::string kids;
  for (int page = 0; page < shape.pages; ++page)
    kids += " " + reference(first_page + page);
  Writer writer;
  writer.add("<< /Type /Catalog /Pages " + reference(catalogue + 1) + " >>");
  writer.add("<< /Type /Pages /Kids [" + kids + " ] /Count " + std::to_string(shape.pages) + " >>");
  writer.add("<< /Length " + std::to_string(grey_box.size()) + " >>\nstream\n" + std::string(grey_box) +
             "\nendstream");
  for (int page = 0; page < shape.pages; ++page)
    writer.add("<< /Type /Page /Parent " + reference(tree) + " /MediaBox [0 0 " +
               std::to_string(shape.width) + " " + std::to_string(shape.height) + "] /Contents " +
               reference(drawing) + " >>");
  return to_bytes(writer.finish(shape.locked ? lock : ""));
}

} // namespace elicense::test
