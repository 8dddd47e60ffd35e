// SPDX-License-Identifier: Apache-2.0
#include "bench/house.hpp"
#include "instance/development.hpp"
#include <stdexcept>

namespace elicense::bench {
namespace {

char check_of(const std::string& code) { // GB 32100
  const std::string digits = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::size_t total = 0, weight = 1;
  for (const char c : code) {
    total += digits.find(c) * weight;
    weight = weight * 3 % 31;
  }
  return digits[(31 - total % 31) % 31];
}

constexpr int lines_on_a_page = 40;

std::filesystem::path new_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "elicense-bench-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return pattern;
}

std::string text_line(int line, std::uint32_t id) {
  const std::string number = std::to_string(id);
  return "<ofd:TextObject ID=\"" + number + "\" Boundary=\"20 " + std::to_string(20 + line * 6) +
         " 170 6\" Font=\"1\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"5\">电子证照的正文第" + number +
         "行</ofd:TextCode></ofd:TextObject>";
}

std::string layer(std::uint32_t& id) {
  std::string text = "<ofd:Layer ID=\"" + std::to_string(++id) + "\">";
  for (int line = 0; line < lines_on_a_page; ++line)
    text += text_line(line, ++id);
  return text + "</ofd:Layer>";
}

ofd::NewDocument pages_of_text(int pages) {
  ofd::NewDocument document;
  document.id = std::string(32, '0');
  document.title = "bench";
  document.creator = "bench";
  document.creation_date = "2026-01-01";
  document.fonts = {{1, "BenchFont", "font_1.otf", Bytes(40'000, 0x20)}};
  std::uint32_t id = 1;
  for (int page = 0; page < pages; ++page)
    document.pages.push_back({210, 297, layer(id)});
  document.max_object_id = id;
  return document;
}

} // namespace

House::House() : folder_(new_folder()) {
  const auto folder = folder_ / "instance";
  take(instance::create_development_instance(folder, system_time, crypto::system_random));
  instance_ = take(instance::Instance::open(
      folder, []() -> Result<crypto::SecretBytes> { return fail(ErrorKind::internal, "NO_PASSPHRASE"); }));
}

House::~House() {
  instance_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

license::License House::issue() {
  return take(instance_->issuer().issue({.idempotency_key = std::to_string(++issued_),
                                         .type_code = business_license,
                                         .data = instance_->types().find(business_license)->example}));
}

Bytes House::issued_document() {
  return take(instance_->licenses().document(issue().identifier));
}

Bytes House::sealed_document(int pages, int signatures) {
  Bytes document = take(ofd::write_document(pages_of_text(pages)));
  for (int i = 0; i < signatures; ++i)
    document = take(instance_->sealer().apply(document, seal(), {0, 20, 20}));
  return document;
}

const seal::HeldSeal& House::seal() {
  return *take(instance_->seals().find(instance_->config().authority_seal));
}

std::string credit_code(std::int64_t number) {
  const std::string digits = std::to_string(number);
  const std::string code = "91640100" + std::string(9 - digits.size(), '0') + digits;
  return code + check_of(code);
}

} // namespace elicense::bench
