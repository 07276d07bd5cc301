#pragma once

#include "formats/xml_document.h"
#include "formats/xml_tree.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chancery::formats {

using XPathNodes = std::vector<XmlNode>;
/// What an expression gives.   Standard: XPath 1.0 §1.
using XPathValue = std::variant<bool, double, std::string, XPathNodes>;

[[nodiscard]] bool to_boolean(const XPathValue& value);        // §4.3
[[nodiscard]] std::string to_string(const XPathValue& value);  // §4.2

/// What an expression may ask for. Absent answers are errors of the expression.
struct XPathScope {
  std::function<std::optional<XPathValue>(std::string_view name)> variable;
  std::function<std::optional<XPathValue>(std::string_view name, std::string_view namespace_uri, std::span<const XPathValue>)>
      call;
};

class XPathEvaluator;

/// Expressions that are used together. libxml2 keeps notes in a compiled expression while it runs, so each evaluator has its
/// own compiled set; evaluators that are given back are lent again.
class XPathSet {
 public:
  XPathSet();

  /// The number by which the expression is asked for.
  /// Throws: Error{Fault::input} with the expression and what is wrong.
  std::size_t add(std::string_view text, const std::vector<XmlNamespace>& namespaces);
  [[nodiscard]] const std::string& text(std::size_t expression) const;
  /// The variables that the expression names, each once.
  [[nodiscard]] const std::vector<std::string>& variables(std::size_t expression) const;
  [[nodiscard]] std::size_t size() const;

  /// Safe from several threads at once.
  [[nodiscard]] XPathEvaluator evaluator() const;

 private:
  friend class XPathEvaluator;
  struct Content;
  std::shared_ptr<Content> content_;
};

/// Evaluates the expressions of one set, for one thread. XPath is held to 100,000 operations an expression (DESIGN §11).
class XPathEvaluator {
 public:
  XPathEvaluator(XPathEvaluator&&) noexcept;
  XPathEvaluator& operator=(XPathEvaluator&&) = delete;
  ~XPathEvaluator();

  /// Throws: Error{Fault::input} with the expression and the reason; errors of `scope` come through as they are.
  [[nodiscard]] bool test(std::size_t expression, const XPathScope& scope);
  [[nodiscard]] XPathValue evaluate(std::size_t expression, const XPathScope& scope);

 private:
  friend class XPathSet;
  struct Compiled;
  XPathEvaluator(std::shared_ptr<XPathSet::Content> set, std::unique_ptr<Compiled> compiled);

  std::shared_ptr<XPathSet::Content> set_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace chancery::formats
