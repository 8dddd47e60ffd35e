// SPDX-License-Identifier: Apache-2.0
// Reads the XML that the face room writes: elements in order, with attributes and the text directly inside.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace elicense::test {

struct PageElement {
  std::string name, text;
  std::map<std::string, std::string> attributes;
};

class PageScan {
 public:
  explicit PageScan(std::string_view xml) : rest_(xml) {}

  // Nothing: not well-formed.
  std::optional<std::vector<PageElement>> elements() {
    while (good_ && !rest_.empty())
      if (rest_.front() == '<')
        tag();
      else
        text();
    return good_ && open_.empty() ? std::optional(found_) : std::nullopt;
  }

 private:
  std::string_view until(std::string_view stops) {
    std::string_view part = rest_.substr(0, rest_.find_first_of(stops));
    rest_.remove_prefix(part.size());
    return part;
  }
  bool take(std::string_view expected) {
    bool there = rest_.starts_with(expected);
    if (there) rest_.remove_prefix(expected.size());
    return there;
  }
  void demand(bool fulfilled) { good_ = good_ && fulfilled; }

  void text() {
    std::string_view part = until("<");
    demand(!open_.empty() && part.find('>') == std::string_view::npos);
    if (good_) found_[open_.back()].text += part;
  }

  void tag() {
    if (take("</")) {
      demand(!open_.empty() && until(">") == found_[open_.back()].name && take(">"));
      if (good_) open_.pop_back();
      return;
    }
    demand(take("<"));
    PageElement element{std::string(until(" />")), {}, {}};
    while (good_ && take(" "))
      attribute(element);
    bool closed = take("/");
    demand(!element.name.empty() && take(">"));
    found_.push_back(element);
    if (!closed) open_.push_back(found_.size() - 1);
  }

  void attribute(PageElement& element) {
    std::string name(until("= />"));
    demand(!name.empty() && take("=\""));
    std::string value(until("\"<"));
    demand(take("\"") && element.attributes.emplace(name, value).second);
  }

  std::string_view rest_;
  std::vector<PageElement> found_;
  std::vector<std::size_t> open_;
  bool good_ = true;
};

// Several layers stand side by side; a root makes one document of them.
inline std::optional<std::vector<PageElement>> scan_page(const std::string& xml) {
  std::string whole = "<page>" + xml + "</page>";
  return PageScan(whole).elements();
}

} // namespace elicense::test
