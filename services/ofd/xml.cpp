// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml.hpp"
#include "ofd/name.hpp"
#include "ofd/xml_input.hpp"
#include "ofd/xml_namespaces.hpp"
#include "ofd/xml_text.hpp"
#include <set>

namespace elicense::ofd {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t least_memory = 1024;
constexpr std::size_t usual_depth = 8, usual_attributes = 8, usual_children = 32;

Error refuse(const char* code, std::string detail = {}) {
  return fail(ErrorKind::malformed, code, std::move(detail));
}

std::string prefix_of(std::string_view name) {
  return std::string("prefix ").append(name);
}

// One loop over the file with its own stack of open elements: nothing here recurses on what the file says.
class Parser {
 public:
  Parser(std::string_view text, std::size_t bom, XmlProfile profile)
      : input_(text), bom_(bom), profile_(profile), file_{XmlMemory(std::max(text.size(), least_memory))} {
    open_.reserve(usual_depth);
    attributes_.reserve(usual_attributes);
    closed_.reserve(usual_children);
  }

  Result<XmlFile> parse() {
    if (auto fault = declaration()) return *fault;
    while (!input_.at_end()) {
      if (auto fault = next()) return *fault;
    }
    if (!seen_root_ || !open_.empty())
      return refuse(seen_root_ ? "XML_MALFORMED" : "XML_ROOTS", "ends too early");
    file_.root = closed_.front();
    file_.has_bom = bom_ != 0;
    return std::move(file_);
  }

 private:
  struct Open {
    Open(std::size_t namespaces, std::size_t first_child)
        : namespaces(namespaces), first_child(first_child) {}

    XmlElement element;
    std::string_view tag;    // its name as written
    std::size_t namespaces;  // how many were in force outside
    std::size_t first_child; // in closed_
    bool has_comment = false;
    TextRuns text = {};
  };

  Fault next() {
    if (input_.peek() != '<') return text();
    switch (input_.peek(1)) {
    case '/':
      return end_tag();
    case '!':
      return input_.starts_with("<!--") ? comment() : refuse_declaration();
    case '?':
      return refuse("XML_INSTRUCTION", where());
    default:
      return start_tag();
    }
  }

  Fault refuse_declaration() const {
    return refuse(input_.starts_with("<![CDATA[") ? "XML_CDATA" : "XML_DOCTYPE", where());
  }

  std::string where() const { return "at byte " + std::to_string(bom_ + input_.position()); }
  Error malformed(const char* what) const {
    return refuse("XML_MALFORMED", std::string(what) + " " + where());
  }

  Fault declaration() {
    if (!input_.take("<?xml")) return std::nullopt;
    if (auto fault = attributes()) return fault;
    const std::vector<XmlAttribute>& said = attributes_;
    if (!input_.take("?>")) return malformed("declaration");
    if (said.empty() || said[0].name != "version" || said[0].value != "1.0") return malformed("version");
    for (std::size_t i = 1; i < said.size(); ++i) {
      if (said[i].name == "encoding" && fold_case(said[i].value) != "utf-8")
        return refuse("XML_ENCODING", std::string(said[i].value));
      if (said[i].name != "encoding" && said[i].name != "standalone") return malformed("declaration");
    }
    return std::nullopt;
  }

  Fault comment() {
    input_.take("<!--");
    const auto content = input_.take_until("--");
    if (!content || !input_.take(">")) return malformed("comment");
    if (open_.empty()) return std::nullopt;
    open_.back().has_comment = true;
    return check_comment();
  }

  // A reader that stops at a comment and one that skips it would take two values from the same element.
  Fault check_comment() const {
    if (open_.back().has_comment && open_.back().text.has_more_than_blanks())
      return refuse("XML_COMMENT_IN_TEXT", where());
    return std::nullopt;
  }

  Fault text() {
    const std::string_view raw = input_.take_to('<');
    if (open_.empty()) {
      if (!is_xml_blank(raw)) return refuse("XML_ROOTS", "text outside the root " + where());
      return std::nullopt;
    }
    if (raw.find("]]>") != std::string_view::npos) return malformed("]]>");
    if (auto fault = open_.back().text.add(raw)) return fault;
    return check_comment();
  }

  // "a" or "p:a"
  Fault qualified_name(std::string_view& prefix, std::string_view& name) {
    name = input_.take_name();
    if (!name.empty() && input_.take(':')) {
      prefix = name;
      name = input_.take_name();
    }
    if (name.empty()) return malformed("name");
    return std::nullopt;
  }

  // Into attributes_.
  Fault attributes() {
    attributes_.clear();
    while (input_.take_spaces() && input_.peek() != '>' && input_.peek() != '/' && input_.peek() != '?') {
      if (attributes_.size() == max_xml_attributes || ++nodes_ > max_xml_nodes)
        return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", where());
      XmlAttribute attribute;
      if (auto fault = qualified_name(attribute.prefix, attribute.name)) return fault;
      if (auto fault = attribute_value(attribute.value)) return fault;
      for (const XmlAttribute& other : attributes_) {
        if (other.name == attribute.name && other.prefix == attribute.prefix)
          return refuse("XML_DUPLICATE_ATTRIBUTE", std::string(attribute.name));
      }
      attributes_.push_back(attribute);
    }
    return std::nullopt;
  }

  Fault attribute_value(std::string_view& value) {
    input_.take_spaces();
    if (!input_.take('=')) return malformed("attribute");
    input_.take_spaces();
    const char quote = input_.peek() == '"' ? '"' : '\'';
    if (!input_.take(quote)) return malformed("quote");
    value = input_.take_all(xml_plain);
    return input_.take(quote) ? std::nullopt : unusual_value(value, quote);
  }

  // `value` is its beginning.
  Fault unusual_value(std::string_view& value, char quote) {
    const auto rest = input_.take_until(std::string_view(&quote, 1));
    if (!rest || rest->find('<') != std::string_view::npos) return malformed("attribute value");
    const std::string_view raw(value.data(), value.size() + rest->size());
    value = raw;
    if (!is_expanded(raw, true)) return std::nullopt;
    std::string expanded;
    if (auto fault = append_expanded(expanded, raw, true)) return fault;
    value = file_.memory.keep(expanded);
    return std::nullopt;
  }

  // Made where it stays while it is open.
  Fault start_tag() {
    Open& open = open_.emplace_back(namespaces_.size(), closed_.size());
    XmlElement& element = open.element;
    element.begin = bom_ + input_.position();
    input_.take('<');
    const std::size_t named = input_.position();
    if (auto fault = qualified_name(element.prefix, element.name)) return fault;
    open.tag = input_.since(named);
    if (auto fault = attributes()) return fault;
    element.empty_tag = input_.starts_with("/>");
    if (!element.empty_tag && input_.peek() != '>') return malformed("start tag");
    if (auto fault = enter(element)) return fault;
    element.close = bom_ + input_.position();
    input_.take(element.empty_tag ? "/>" : ">");
    if (element.empty_tag) close_element();
    return std::nullopt;
  }

  Fault enter(XmlElement& element) {
    if (open_.size() == 1 && seen_root_) return refuse("XML_ROOTS", "a second root " + where());
    if (open_.size() > max_xml_depth) return fail(ErrorKind::too_large, "XML_TOO_DEEP", where());
    if (++nodes_ > max_xml_nodes) return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", where());
    seen_root_ = true;
    if (auto fault = take_declarations()) return fault;
    if (auto fault = resolve_names(element)) return fault;
    element.attributes = file_.memory.keep(std::span<const XmlAttribute>(attributes_));
    return std::nullopt;
  }

  // Takes the namespace declarations out of the attributes.
  Fault take_declarations() {
    for (const XmlAttribute& attribute : attributes_) {
      if (!is_namespace_declaration(attribute)) continue;
      const bool is_default = attribute.prefix.empty();
      const std::string_view prefix = is_default ? std::string_view() : attribute.name;
      if (prefix == "xml" || prefix == "xmlns" || (!is_default && attribute.value.empty()))
        return refuse("XML_NAMESPACE", std::string(prefix));
      if (namespaces_.size() == max_xml_namespaces)
        return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", "namespaces " + where());
      namespaces_.declare(prefix, attribute.value);
    }
    std::erase_if(attributes_, is_namespace_declaration);
    return std::nullopt;
  }

  Fault resolve_names(XmlElement& element) {
    const XmlNamespace* space = namespaces_.find(element.prefix);
    if (space == nullptr) return refuse("XML_NAMESPACE", prefix_of(element.prefix));
    element.in_ofd = space->in_ofd;
    file_.old_namespace |= space->old;
    const bool must_be_ofd =
        profile_ == XmlProfile::ofd || (profile_ == XmlProfile::mixed && open_.size() == 1);
    if (must_be_ofd && !element.in_ofd)
      return refuse("XML_NAMESPACE", std::string(element.name) + " " + where());
    return check_attribute_names();
  }

  // Two prefixes of one namespace would let the same attribute be there twice.
  Fault check_attribute_names() const {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const XmlAttribute& attribute : attributes_) {
      if (attribute.prefix.empty()) continue;
      const XmlNamespace* space = namespaces_.find(attribute.prefix);
      if (space == nullptr) return refuse("XML_NAMESPACE", prefix_of(attribute.prefix));
      if (!seen.emplace(space->uri, attribute.name).second)
        return refuse("XML_DUPLICATE_ATTRIBUTE", std::string(attribute.name));
    }
    return std::nullopt;
  }

  Fault end_tag() {
    const std::size_t close = bom_ + input_.position();
    input_.take("</");
    if (open_.empty() || !input_.take(open_.back().tag)) return malformed("end tag");
    input_.take_spaces();
    if (!input_.take('>')) return malformed("end tag");
    open_.back().element.close = close;
    close_element();
    return std::nullopt;
  }

  // Its children are the last ones closed; they move to where they stay.
  void close_element() {
    Open& open = open_.back();
    XmlElement& element = open.element;
    element.end = bom_ + input_.position();
    element.text = open.text.finish(file_.memory);
    element.children = file_.memory.keep(std::span<const XmlElement>(closed_).subspan(open.first_child));
    closed_.resize(open.first_child);
    namespaces_.forget_after(open.namespaces);
    closed_.push_back(element);
    open_.pop_back();
  }

  XmlInput input_;
  std::size_t bom_;
  XmlProfile profile_;
  XmlFile file_;
  std::vector<Open> open_;
  std::vector<XmlElement> closed_;       // whose parent is open; at the end the root
  std::vector<XmlAttribute> attributes_; // of the tag being read
  XmlNamespaces namespaces_;
  std::size_t nodes_ = 0;
  bool seen_root_ = false;
};

} // namespace

std::string_view XmlMemory::keep(std::string_view text) {
  const auto kept = keep(std::span<const char>(text));
  return {kept.data(), kept.size()};
}

Result<XmlFile> parse_xml(ByteView file, XmlProfile profile) {
  if (file.size() > max_xml_size)
    return fail(ErrorKind::too_large, "XML_TOO_LARGE", std::to_string(file.size()));
  std::string_view text = as_text(file);
  const std::size_t bom = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  text.remove_prefix(bom);
  if (auto fault = check_characters(text)) return *fault;
  return Parser(text, bom, profile).parse();
}

} // namespace elicense::ofd
