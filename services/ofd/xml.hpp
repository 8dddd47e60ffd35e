// SPDX-License-Identifier: Apache-2.0
// The strict XML profile for untrusted OFD files (XML 1.0, Namespaces in XML 1.0): UTF-8, no DOCTYPE, no
// entity but the five predefined ones and character references, no CDATA, no processing instruction, no
// comment beside text, one root. Whatever two readers could understand differently is refused.
#pragma once
#include "ofd/document.hpp"
#include <memory>
#include <memory_resource>
#include <span>

namespace elicense::ofd {

inline constexpr std::string_view ofd_namespace = "http://www.ofdspec.org/2016";
inline constexpr std::string_view old_ofd_namespace = "http://www.ofdspec.org"; // met in real files

inline constexpr std::size_t max_xml_nodes = 300'000; // elements and attributes
inline constexpr std::size_t max_xml_attributes = 64; // of one element
inline constexpr std::size_t max_xml_namespaces = 32; // declared at once

// All text is looked at where it stands in the file, which must live as long. What holds references is kept,
// expanded, in the memory of the XmlFile, as are the lists of attributes and children: they are nothing but
// views, so that a page costs few allocations and nothing to let go.
struct XmlAttribute {
  std::string_view prefix, name, value;
};

struct XmlElement {
  std::string_view prefix, name;            // local name
  bool in_ofd = false;                      // in one of the two OFD namespaces
  bool empty_tag = false;                   // <a/>
  std::span<const XmlAttribute> attributes; // without the namespace declarations
  std::string_view text;                    // all character data directly inside
  std::span<const XmlElement> children;
  // For edits that leave every other byte alone: where "<" of the start tag, "<" of the end tag (or the "/"
  // of an empty-element tag) and the first byte after the element are.
  std::size_t begin = 0, close = 0, end = 0;
};

class XmlMemory {
 public:
  explicit XmlMemory(std::size_t expected)
      : resource_(std::make_unique<std::pmr::monotonic_buffer_resource>(expected)) {}

  std::string_view keep(std::string_view text);
  template <class T> std::span<const T> keep(std::span<const T> values) {
    static_assert(std::is_trivially_destructible_v<T>); // nobody will
    if (values.empty()) return {};
    T* const kept = static_cast<T*>(resource_->allocate(values.size_bytes(), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), kept);
    return {kept, values.size()};
  }

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> resource_;
};

struct XmlFile {
  XmlMemory memory;
  XmlElement root = {};
  bool has_bom = false;
  bool old_namespace = false;
};

enum class XmlProfile {
  ofd,     // every element is in the OFD namespace
  mixed,   // the root is; others may hold what they like (pages, annotations, extensions)
  foreign, // any namespace (the files of custom tags)
};

// XML_TOO_LARGE, XML_TOO_DEEP, XML_TOO_MANY_NODES, XML_ENCODING, XML_CHARACTER, XML_DOCTYPE, XML_ENTITY,
// XML_CDATA, XML_INSTRUCTION, XML_COMMENT_IN_TEXT, XML_DUPLICATE_ATTRIBUTE, XML_ROOTS, XML_NAMESPACE,
// XML_MALFORMED
Result<XmlFile> parse_xml(ByteView file, XmlProfile profile); // the result views `file`
Result<XmlFile> parse_xml(Bytes&& file, XmlProfile profile) = delete;

} // namespace elicense::ofd
