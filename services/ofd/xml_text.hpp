// SPDX-License-Identifier: Apache-2.0
// Character data as the parser meets it. Private to the parser.
#pragma once
#include "ofd/xml.hpp"
#include "ofd/xml_input.hpp"
#include <utility>

namespace elicense::ofd {

using Fault = std::optional<Error>;

// The character data of one element. Nearly always it is one run that can be looked at where it stands.
class TextRuns {
 public:
  Fault add(std::string_view raw) {
    if (only_.empty() && gathered_.empty() && !is_expanded(raw, false)) {
      only_ = raw;
      has_more_than_blanks_ = !is_xml_blank(raw);
      return std::nullopt;
    }
    if (gathered_.empty()) gathered_ = std::exchange(only_, {});
    const std::size_t before = gathered_.size();
    if (auto fault = append_expanded(gathered_, raw, false)) return fault;
    has_more_than_blanks_ |= !is_xml_blank(std::string_view(gathered_).substr(before));
    return std::nullopt;
  }
  bool has_more_than_blanks() const { return has_more_than_blanks_; }
  std::string_view finish(XmlMemory& memory) const {
    return gathered_.empty() ? only_ : memory.keep(gathered_);
  }

 private:
  std::string_view only_;
  std::string gathered_;
  bool has_more_than_blanks_ = false;
};

} // namespace elicense::ofd
