// SPDX-License-Identifier: Apache-2.0
// GET /v/{reference}: what the QR on a face leads to. The state of the license now, and as little about its
// holder as lets a person compare it with the paper or screen before them.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/html_page.hpp"
#include "license/view.hpp"
#include "markup/escape.hpp"

namespace elicense::api {
namespace {

struct Tone {
  std::string_view css, mark, code;
};

constexpr std::string_view tick = "M14 25l7 7 14-15", cross = "M16 16l16 16M32 16L16 32",
                           bar = "M24 13v14M24 34v.5";

Tone tone_of(license::State state) {
  switch (state) {
  case license::State::valid:
    return {"good", tick, "PAGE_VALID"};
  case license::State::not_yet_valid:
    return {"open", bar, "PAGE_NOT_YET_VALID"};
  case license::State::suspended:
    return {"open", bar, "PAGE_SUSPENDED"};
  case license::State::expired:
    return {"bad", cross, "PAGE_EXPIRED"};
  case license::State::replaced:
    return {"bad", cross, "PAGE_REPLACED"};
  case license::State::cancelled:
    return {"bad", cross, "PAGE_CANCELLED"};
  case license::State::annulled:
    return {"bad", cross, "PAGE_ANNULLED"};
  case license::State::revoked:
    return {"bad", cross, "PAGE_REVOKED"};
  case license::State::pending:
    return {"open", bar, "PAGE_NOT_YET_VALID"};
  }
  return {"bad", cross, "PAGE_UNKNOWN_REFERENCE"};
}

// "2026-01-31 08:00:05 (UTC+8)": the wall clock of those who read the page.
std::string clock_of_china(Time time) {
  const std::string there = to_rfc3339(time + std::chrono::hours(8));
  return there.substr(0, 10) + " " + there.substr(11, 8) + " (UTC+8)";
}

std::string row(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return "<div><dt>" + markup::escape(name) + "</dt><dd>" + markup::escape(value) + "</dd></div>\n";
}

struct Found {
  license::License license;
  std::optional<license::Copy> copy; // on paper, when it was the copy's reference
};

std::string names_of(const license::License& license) {
  std::string names;
  for (const license::Holder& holder : license.holders())
    names += (names.empty() ? "" : "、") + holder.name;
  return names;
}

// Masked, as for everybody: what the page needs is no more than lets a person compare.
std::string rows_of(const Found& found, const license::LicenseType* type, bool english) {
  const license::License license = license::View::masked().of(found.license, type);
  const auto name = [&](const char* zh, const char* en) { return english ? en : zh; };
  return "<dl>\n" + row(name("证照", "License"), license.type_name) +
         row(name("本件", "This copy"), found.copy ? label_of(*found.copy) : "") +
         row(name("证照编号", "Number"), license.number) +
         row(name("持证主体", "Holder"), names_of(license)) +
         row(name("颁发机构", "Issued by"), license.issuer_name) +
         row(name("颁发日期", "Issued on"), license.issued_on) +
         row(name("有效期自", "Valid from"), license.valid_from) +
         row(name("有效期至", "Valid until"), license.valid_until) + "</dl>";
}

http::Response page(unsigned status, const http::Request& request, const Tone& tone, const std::string& rows,
                    Time now) {
  const auto language = language_of(request);
  const bool english = language == wording::Language::english;
  const auto& verdict = wording::sentence(tone.code, language);
  const auto& page_words = wording::sentence("PAGE_TITLE", language);
  const PageValues values = {
      {"lang", english ? "en" : "zh"},
      {"other_lang", english ? "zh" : "en"},
      {"other_language", english ? "中文" : "English"},
      {"language_label", english ? "Language" : "语言"},
      {"brand", english ? "License verification" : "电子证照核验"},
      {"title", markup::escape(verdict.text)},
      {"tone", std::string(tone.css)},
      {"mark", std::string(tone.mark)},
      {"verdict", markup::escape(verdict.text)},
      {"explanation", rows.empty() ? "" : "<p>" + markup::escape(page_words.text) + "</p>"},
      {"rows", rows},
      {"next_title", english ? "What to do" : "下一步"},
      {"next_step", markup::escape(verdict.next_step)},
      {"as_of", markup::escape((english ? "State as of " : "状态时间：") + clock_of_china(now))},
  };
  http::Response response =
      html_page("verification.html", values,
                "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                "frame-ancestors 'none'");
  response.status = status;
  return response;
}

// A license by its own reference, or by that of a copy on paper.
Result<Found> find(license::Register& licenses, const std::string& reference) {
  auto license = licenses.find_by_reference(reference);
  if (license) return Found{*std::move(license), std::nullopt};
  auto copy = license.error().code == "LICENSE_NOT_FOUND" ? licenses.find_copy(reference)
                                                          : Result<license::Copy>(license.error());
  if (!copy) return copy.error();
  license = licenses.find(copy->license);
  if (!license) return license.error();
  return Found{*std::move(license), *std::move(copy)};
}

Result<Found> find_and_record(const Context& context, const Call& call) {
  auto found = find(context.licenses, call.request.parameters.at("reference"));
  if (!found) return found;
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  const auto recorded = context.disclosure.record(found->license, license::View::masked(), "page", *reader);
  if (!recorded) return recorded.error();
  return found;
}

} // namespace

http::Response show_verification_page(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const Time now = context.clock();
  const auto found = find_and_record(context, call);
  if (found) {
    const bool english = language_of(request) == wording::Language::english;
    const auto* const type = context.types.of(found->license);
    return page(200, request, tone_of(found->license.state_at(now)), rows_of(*found, type, english), now);
  }
  if (found.error().code == "LICENSE_ERASED")
    return page(410, request, {"bad", cross, "PAGE_ERASED"}, {}, now);
  if (found.error().kind == ErrorKind::not_found)
    return page(404, request, {"bad", cross, "PAGE_UNKNOWN_REFERENCE"}, {}, now);
  return page(503, request, {"open", bar, "PAGE_CANNOT_ASK"}, {}, now);
}

} // namespace elicense::api
