// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml.hpp"
#include "ofd/name.hpp"
#include "ofd/xml_input.hpp"
#include <algorithm>
#include <set>
#include <span>

namespace elicense::ofd {
namespace {

using Fault = std::optional<Error>;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

Error refuse(const char* code, std::string detail = {}) {
  return fail(ErrorKind::malformed, code, std::move(detail));
}

std::string prefix_of(std::string_view name) {
  return std::string("prefix ").append(name);
}

struct Binding {
  std::string_view prefix, uri;
};

// A start tag as written: names not yet resolved.
struct StartTag {
  explicit StartTag(std::pmr::memory_resource* memory) : attributes(memory) {}
  std::string_view prefix, name;
  std::pmr::vector<XmlAttribute> attributes;
};

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

// One loop over the file with its own stack of open elements: nothing here recurses on what the file says.
class Parser {
 public:
  Parser(std::string_view text, std::size_t bom, XmlProfile profile)
      : input_(text), bom_(bom), profile_(profile) {}

  Result<XmlFile> parse() {
    if (auto fault = declaration()) return *fault;
    while (!input_.at_end()) {
      if (auto fault = next()) return *fault;
    }
    if (!seen_root_ || !open_.empty())
      return refuse(seen_root_ ? "XML_MALFORMED" : "XML_ROOTS", "ends too early");
    file_.has_bom = bom_ != 0;
    return std::move(file_);
  }

 private:
  struct Open {
    XmlElement* element;
    std::size_t bindings; // how many were in force outside
    bool has_comment = false;
    TextRuns text = {};
  };

  Fault next() {
    if (input_.starts_with("<!--")) return comment();
    if (input_.starts_with("<?")) return refuse("XML_INSTRUCTION", where());
    if (input_.starts_with("<![CDATA[")) return refuse("XML_CDATA", where());
    if (input_.starts_with("<!")) return refuse("XML_DOCTYPE", where());
    if (input_.starts_with("</")) return end_tag();
    if (input_.starts_with("<")) return start_tag();
    return text();
  }

  std::string where() const { return "at byte " + std::to_string(bom_ + input_.position()); }
  Error malformed(const char* what) const {
    return refuse("XML_MALFORMED", std::string(what) + " " + where());
  }

  Fault declaration() {
    if (!input_.take("<?xml")) return std::nullopt;
    std::pmr::vector<XmlAttribute> said(file_.memory.get());
    if (auto fault = attributes(said)) return fault;
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
    if (!name.empty() && input_.take(":")) {
      prefix = name;
      name = input_.take_name();
    }
    if (name.empty()) return malformed("name");
    return std::nullopt;
  }

  Fault attributes(std::pmr::vector<XmlAttribute>& list) {
    constexpr std::size_t usual_number = 4;
    while (input_.take_spaces() && !input_.starts_with(">") && !input_.starts_with("/") &&
           !input_.starts_with("?")) {
      if (list.size() == max_xml_attributes || ++nodes_ > max_xml_nodes)
        return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", where());
      if (list.empty()) list.reserve(usual_number);
      XmlAttribute& attribute = list.emplace_back();
      if (auto fault = qualified_name(attribute.prefix, attribute.name)) return fault;
      if (auto fault = attribute_value(attribute.value)) return fault;
      for (const XmlAttribute& other : std::span(list).first(list.size() - 1)) {
        if (other.name == attribute.name && other.prefix == attribute.prefix)
          return refuse("XML_DUPLICATE_ATTRIBUTE", std::string(attribute.name));
      }
    }
    return std::nullopt;
  }

  Fault attribute_value(std::string_view& value) {
    input_.take_spaces();
    if (!input_.take("=")) return malformed("attribute");
    input_.take_spaces();
    const char* quote = input_.starts_with("\"") ? "\"" : "'";
    if (!input_.take(quote)) return malformed("quote");
    const auto raw = input_.take_until(quote);
    if (!raw || raw->find('<') != std::string_view::npos) return malformed("attribute value");
    value = *raw;
    if (!is_expanded(value, true)) return std::nullopt;
    std::string expanded;
    if (auto fault = append_expanded(expanded, *raw, true)) return fault;
    value = file_.memory.keep(expanded);
    return std::nullopt;
  }

  Fault start_tag() {
    const std::size_t begin = bom_ + input_.position();
    input_.take("<");
    StartTag tag(file_.memory.get());
    if (auto fault = qualified_name(tag.prefix, tag.name)) return fault;
    if (auto fault = attributes(tag.attributes)) return fault;
    if (!input_.starts_with(">") && !input_.starts_with("/>")) return malformed("start tag");
    if (auto fault = open_element(std::move(tag), begin)) return fault;
    XmlElement& element = *open_.back().element;
    element.close = bom_ + input_.position();
    element.empty_tag = input_.take("/");
    input_.take(">");
    if (element.empty_tag) close_element();
    return std::nullopt;
  }

  Fault open_element(StartTag&& tag, std::size_t begin) {
    if (open_.empty() && seen_root_) return refuse("XML_ROOTS", "a second root " + where());
    if (open_.size() == max_xml_depth) return fail(ErrorKind::too_large, "XML_TOO_DEEP", where());
    if (++nodes_ > max_xml_nodes) return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", where());
    XmlElement* element = &file_.root;
    if (!open_.empty()) element = &open_.back().element->children.emplace_back(file_.memory.get());
    open_.push_back({.element = element, .bindings = bindings_.size()});
    seen_root_ = true;
    element->prefix = tag.prefix;
    element->name = tag.name;
    element->begin = begin;
    if (auto fault = bind(tag.attributes)) return fault;
    if (auto fault = resolve_names(*element, tag.attributes)) return fault;
    element->attributes = std::move(tag.attributes);
    return std::nullopt;
  }

  // Takes the namespace declarations out of the attributes.
  Fault bind(std::pmr::vector<XmlAttribute>& attributes) {
    for (const XmlAttribute& attribute : attributes) {
      const bool is_default = attribute.prefix.empty() && attribute.name == "xmlns";
      if (!is_default && attribute.prefix != "xmlns") continue;
      const std::string_view prefix = is_default ? std::string_view() : attribute.name;
      if (prefix == "xml" || prefix == "xmlns" || (!is_default && attribute.value.empty()))
        return refuse("XML_NAMESPACE", std::string(prefix));
      if (bindings_.size() == max_xml_namespaces)
        return fail(ErrorKind::too_large, "XML_TOO_MANY_NODES", "namespaces " + where());
      bindings_.push_back({prefix, attribute.value});
    }
    std::erase_if(attributes, [](const XmlAttribute& attribute) {
      return attribute.prefix == "xmlns" || (attribute.prefix.empty() && attribute.name == "xmlns");
    });
    return std::nullopt;
  }

  std::optional<std::string_view> uri_of(std::string_view prefix) const {
    if (prefix == "xml") return xml_namespace;
    const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [prefix](const Binding& binding) { return binding.prefix == prefix; });
    if (found != bindings_.rend()) return found->uri;
    if (prefix.empty()) return "";
    return std::nullopt;
  }

  Fault resolve_names(XmlElement& element, std::span<const XmlAttribute> attributes) {
    const auto uri = uri_of(element.prefix);
    if (!uri) return refuse("XML_NAMESPACE", prefix_of(element.prefix));
    element.in_ofd = *uri == ofd_namespace || *uri == old_ofd_namespace;
    file_.old_namespace |= *uri == old_ofd_namespace;
    const bool must_be_ofd =
        profile_ == XmlProfile::ofd || (profile_ == XmlProfile::mixed && open_.size() == 1);
    if (must_be_ofd && !element.in_ofd)
      return refuse("XML_NAMESPACE", std::string(element.name) + " " + where());
    return check_attribute_names(attributes);
  }

  // Two prefixes of one namespace would let the same attribute be there twice.
  Fault check_attribute_names(std::span<const XmlAttribute> attributes) const {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const XmlAttribute& attribute : attributes) {
      if (attribute.prefix.empty()) continue;
      const auto uri = uri_of(attribute.prefix);
      if (!uri) return refuse("XML_NAMESPACE", prefix_of(attribute.prefix));
      if (!seen.emplace(*uri, attribute.name).second)
        return refuse("XML_DUPLICATE_ATTRIBUTE", std::string(attribute.name));
    }
    return std::nullopt;
  }

  Fault end_tag() {
    const std::size_t close = bom_ + input_.position();
    input_.take("</");
    std::string_view prefix, name;
    if (auto fault = qualified_name(prefix, name)) return fault;
    input_.take_spaces();
    if (!input_.take(">")) return malformed("end tag");
    if (open_.empty()) return malformed("end tag");
    XmlElement& element = *open_.back().element;
    if (element.name != name || element.prefix != prefix) return malformed("end tag");
    element.close = close;
    close_element();
    return std::nullopt;
  }

  void close_element() {
    XmlElement& element = *open_.back().element;
    element.end = bom_ + input_.position();
    element.text = open_.back().text.finish(file_.memory);
    bindings_.resize(open_.back().bindings);
    open_.pop_back();
  }

  XmlInput input_;
  std::size_t bom_;
  XmlProfile profile_;
  XmlFile file_;
  std::vector<Open> open_;
  std::vector<Binding> bindings_;
  std::size_t nodes_ = 0;
  bool seen_root_ = false;
};

} // namespace

std::string_view XmlMemory::keep(std::string_view text) {
  char* kept = static_cast<char*>(resource_->allocate(text.size(), 1));
  std::ranges::copy(text, kept);
  return {kept, text.size()};
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
