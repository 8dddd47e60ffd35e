// SPDX-License-Identifier: Apache-2.0
// The namespaces in force at one place of an XML file (Namespaces in XML 1.0). Private to the parser.
#pragma once
#include "ofd/xml.hpp"
#include <algorithm>

namespace elicense::ofd {

inline bool is_namespace_declaration(const XmlAttribute& attribute) {
  return attribute.prefix == "xmlns" || (attribute.prefix.empty() && attribute.name == "xmlns");
}

struct XmlNamespace {
  std::string_view prefix, uri;
  bool in_ofd = false, old = false; // looked at once, not for every element
};

class XmlNamespaces {
 public:
  std::size_t size() const { return declared_.size(); }
  void declare(std::string_view prefix, std::string_view uri) {
    const bool old = uri == old_ofd_namespace;
    declared_.push_back({prefix, uri, old || uri == ofd_namespace, old});
  }
  void forget_after(std::size_t size) { declared_.resize(size); }

  // Nullptr when nobody declared the prefix.
  const XmlNamespace* find(std::string_view prefix) const {
    static constexpr XmlNamespace xml{"xml", "http://www.w3.org/XML/1998/namespace"}, none{};
    const auto found = std::find_if(declared_.rbegin(), declared_.rend(),
                                    [prefix](const XmlNamespace& each) { return each.prefix == prefix; });
    if (found != declared_.rend()) return &*found;
    if (prefix == xml.prefix) return &xml; // which nobody may declare
    return prefix.empty() ? &none : nullptr;
  }

 private:
  std::vector<XmlNamespace> declared_;
};

} // namespace elicense::ofd
