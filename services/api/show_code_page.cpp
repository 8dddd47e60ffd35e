// SPDX-License-Identifier: Apache-2.0
// GET /s/{reference}: what a camera finds that scans a show code outside a counter. It looks nothing up.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/html_page.hpp"
#include "markup/escape.hpp"

namespace elicense::api {

http::Response show_code_page(const Context&, const http::Request& request) {
  const auto language = language_of(request);
  const bool english = language == wording::Language::english;
  const auto& words = wording::sentence("PAGE_SHOW_CODE", language);
  const PageValues values = {{"lang", english ? "en" : "zh"},
                             {"other_lang", english ? "zh" : "en"},
                             {"other_language", english ? "中文" : "English"},
                             {"language_label", english ? "Language" : "语言"},
                             {"brand", english ? "License codes" : "电子证照亮证码"},
                             {"title", markup::escape(words.text)},
                             {"tone", "open"},
                             {"mark", "M24 13v14M24 34v.5"},
                             {"verdict", markup::escape(words.text)},
                             {"next_title", english ? "What to do" : "下一步"},
                             {"next_step", markup::escape(words.next_step)}};
  return html_page(
      "verification.html", values,
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'");
}

} // namespace elicense::api
