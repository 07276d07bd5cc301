#pragma once

#include "formats/xml_document.h"
#include "workflow/chart.h"
#include "workflow/problem_list.h"

#include <optional>
#include <string_view>

namespace chancery::workflow {

/// Reads executable content and what it is made of: expressions, values, payloads.   Standard: SCXML 1.0 §4, §5, §6.
class ContentReader {
 public:
  ContentReader(Chart& chart, ProblemList& problems) : chart_(chart), problems_(problems) {}

  [[nodiscard]] Block block(const formats::XmlElement& element);
  [[nodiscard]] Expression expression(const formats::XmlElement& element, std::string_view text);
  [[nodiscard]] std::optional<Expression> expression_attribute(const formats::XmlElement& element, std::string_view name);
  /// As expression_attribute(), with its boolean skeleton in Chart::guards.
  [[nodiscard]] std::optional<Expression> condition_attribute(const formats::XmlElement& element, std::string_view name);
  /// `name` as it stands or `name_expression` as an expression; both at once are a problem.
  [[nodiscard]] Value value(const formats::XmlElement& element, std::string_view name, std::string_view name_expression);
  [[nodiscard]] Payload payload(const formats::XmlElement& element);
  /// An attribute that must be there.
  [[nodiscard]] std::string required(const formats::XmlElement& element, std::string_view name);

 private:
  std::size_t add(const formats::XmlElement& element, std::string_view text, bool is_atom);
  void take_apart(const formats::XmlElement& element, std::string_view text, std::size_t whole);
  [[nodiscard]] Expression required_condition(const formats::XmlElement& element);
  [[nodiscard]] std::optional<Content> content(const formats::XmlElement& element);
  [[nodiscard]] Assign assign(const formats::XmlElement& element);
  [[nodiscard]] AssignType assign_type(const formats::XmlElement& element);
  [[nodiscard]] If condition(const formats::XmlElement& element);
  [[nodiscard]] Foreach foreach (const formats::XmlElement& element);
  [[nodiscard]] SendContent send(const formats::XmlElement& element);
  [[nodiscard]] ActionContent action(const formats::XmlElement& element);

  Chart& chart_;
  ProblemList& problems_;
};

}  // namespace chancery::workflow
