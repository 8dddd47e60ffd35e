// SPDX-License-Identifier: Apache-2.0
// XML as OFD readers expect it: prefix "ofd", UTF-8 without a byte order mark, no blanks between elements.
#pragma once
#include "crypto/bytes.hpp"
#include <utility>

namespace elicense::ofd {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string>>;

class XmlWriter {
 public:
  // The declaration and the root element, which declares `uri` for `prefix`.
  XmlWriter(std::string prefix, std::string_view root, std::string_view uri,
            const XmlAttributes& attributes = {});
  explicit XmlWriter(std::string_view root, const XmlAttributes& attributes = {}); // prefix "ofd"

  XmlWriter& open(std::string_view name, const XmlAttributes& attributes = {});
  XmlWriter& close();
  XmlWriter& empty(std::string_view name, const XmlAttributes& attributes = {});
  XmlWriter& text(std::string_view name, std::string_view value, const XmlAttributes& attributes = {});
  XmlWriter& raw(std::string_view xml); // elements written elsewhere
  Bytes finish();                       // closes what is open

 private:
  void tag(std::string_view name, const XmlAttributes& attributes, std::string_view end);
  std::string prefix_, output_;
  std::vector<std::string> open_;
};

std::string millimetres(double value); // the shortest decimal form

} // namespace elicense::ofd
