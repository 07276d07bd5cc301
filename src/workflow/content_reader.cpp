#include "workflow/content_reader.h"

#include "workflow/chart_vocabulary.h"
#include "workflow/fact_keys.h"

#include <algorithm>
#include <array>

namespace chancery::workflow {

using formats::XmlElement;

std::size_t ContentReader::add(const XmlElement& element, std::string_view text, bool is_atom) {
  const auto number = chart_.expressions.add(text, element.namespaces_in_scope());
  chart_.expression_lines.push_back(element.line());
  chart_.fact_keys.push_back(fact_keys(text));
  chart_.guards.emplace_back();
  chart_.is_atom.push_back(is_atom);
  return number;
}

/// A condition of one atom is that atom. A split that gives what is no expression was none: then the whole is one atom.
void ContentReader::take_apart(const XmlElement& element, std::string_view text, std::size_t whole) {
  auto guard = std::make_shared<Guard>(parse_guard(text));
  if (guard->kind == Guard::Kind::atom) guard->expression = whole;
  try {
    if (guard->kind != Guard::Kind::atom) {
      for_each_atom(*guard, [&](Guard& atom) { atom.expression = add(element, atom.text, true); });
    }
  } catch (const Error&) {
    *guard = {Guard::Kind::atom, std::string(text), whole, false, {}};
  }
  chart_.guards[whole] = std::move(guard);
}

std::optional<Expression> ContentReader::condition_attribute(const XmlElement& element, std::string_view name) {
  auto read = expression_attribute(element, name);
  if (read && read->compiled) take_apart(element, read->text, *read->compiled);
  return read;
}

Expression ContentReader::expression(const XmlElement& element, std::string_view text) {
  Expression expression{std::string(text), std::nullopt};
  try {
    expression.compiled = add(element, text, false);
  } catch (const Error& error) {
    if (!chart_.lenient) {
      problems_.add(element.line(), "workflow.bad_expression",
                    {{"expression", expression.text}, {"detail", error.message().arguments.back().second}});
    }
  }
  return expression;
}

std::optional<Expression> ContentReader::expression_attribute(const XmlElement& element, std::string_view name) {
  const auto text = element.attribute(name);
  return text ? std::optional(expression(element, *text)) : std::nullopt;
}

Value ContentReader::value(const XmlElement& element, std::string_view name, std::string_view name_expression) {
  const auto literal = element.attribute(name);
  const auto computed = element.attribute(name_expression);
  if (literal && computed) {
    problems_.add(element.line(), "workflow.exclusive_attributes",
                  {{"first", std::string(name)}, {"second", std::string(name_expression)}});
  }
  if (computed) return expression(element, *computed);
  return literal.value_or(std::string());
}

std::string ContentReader::required(const XmlElement& element, std::string_view name) {
  const auto value = element.attribute(name);
  if (!value || value->empty()) {
    problems_.add(element.line(), "workflow.missing_attribute",
                  {{"attribute", std::string(name)}, {"element", std::string(element.name())}});
  }
  return value.value_or(std::string());
}

Payload ContentReader::payload(const XmlElement& element) {
  Payload payload;
  for (const auto& name : split_words(element.attribute("namelist").value_or(""))) {
    payload.namelist.push_back(expression(element, name));
  }
  for (const auto& param : element.children("param", scxml_namespace)) {
    const auto location = param.attribute("location");
    auto text = location ? *location : required(param, "expr");
    payload.parameters.push_back({required(param, "name"), expression(param, text), location.has_value()});
  }
  if (const auto content = element.child("content", scxml_namespace)) {
    const auto computed = content->attribute("expr");
    payload.content = computed ? Value(expression(*content, *computed)) : Value(data_content(*content));
  }
  return payload;
}

AssignType ContentReader::assign_type(const XmlElement& element) {
  static constexpr std::array<std::pair<std::string_view, AssignType>, 8> types{{
      {"replacechildren", AssignType::replace_children},
      {"firstchild", AssignType::first_child},
      {"lastchild", AssignType::last_child},
      {"previoussibling", AssignType::previous_sibling},
      {"nextsibling", AssignType::next_sibling},
      {"replace", AssignType::replace},
      {"delete", AssignType::erase},
      {"addattribute", AssignType::add_attribute},
  }};
  const auto wanted = element.attribute("type").value_or("replacechildren");
  const auto* found = std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.first == wanted; });
  if (found != types.end()) return found->second;
  problems_.add(element.line(), "workflow.bad_value",
                {{"attribute", "type"},
                 {"value", wanted},
                 {"expected", "replacechildren firstchild lastchild previoussibling nextsibling replace delete addattribute"}});
  return AssignType::replace_children;
}

Assign ContentReader::assign(const XmlElement& element) {
  return {expression(element, required(element, "location")), assign_type(element), element.attribute("attr").value_or(""),
          expression_attribute(element, "expr"), data_content(element)};
}

Expression ContentReader::required_condition(const XmlElement& element) {
  auto read = expression(element, required(element, "cond"));
  if (read.compiled) take_apart(element, read.text, *read.compiled);
  return read;
}

If ContentReader::condition(const XmlElement& element) {
  If result;
  result.branches.push_back({required_condition(element), {}});
  for (const auto& child : element.children()) {
    if (child.is("elseif", scxml_namespace)) {
      result.branches.push_back({required_condition(child), {}});
    } else if (child.is("else", scxml_namespace)) {
      result.branches.push_back({std::nullopt, {}});
    } else if (auto read = content(child)) {
      result.branches.back().block.push_back(std::move(*read));
    }
  }
  return result;
}

Foreach ContentReader::foreach (const XmlElement& element) {
  return {expression(element, required(element, "array")), required(element, "item"), element.attribute("index").value_or(""),
          block(element)};
}

SendContent ContentReader::send(const XmlElement& element) {
  return {value(element, "event", "eventexpr"),
          value(element, "target", "targetexpr"),
          value(element, "type", "typeexpr"),
          value(element, "delay", "delayexpr"),
          element.attribute("id").value_or(""),
          expression_attribute(element, "idlocation"),
          payload(element)};
}

ActionContent ContentReader::action(const XmlElement& element) {
  ActionContent action{std::string(element.name()), {}};
  for (const auto& attribute : element.attributes()) action.attributes.emplace_back(attribute.name, attribute.value);
  return action;
}

std::optional<Content> ContentReader::content(const XmlElement& element) {
  const auto line = element.line();
  if (element.namespace_uri() == extension_namespace) {
    return element.name() == "label" ? std::nullopt : std::optional(Content{action(element), line});
  }
  const auto name = element.name();
  if (name == "raise") return Content{Raise{required(element, "event")}, line};
  if (name == "log")
    return Content{LogContent{element.attribute("label").value_or(""), expression_attribute(element, "expr")}, line};
  if (name == "assign") return Content{assign(element), line};
  if (name == "if") return Content{condition(element), line};
  if (name == "foreach") return Content{foreach (element), line};
  if (name == "send") return Content{send(element), line};
  if (name == "cancel") return Content{CancelContent{value(element, "sendid", "sendidexpr")}, line};
  return std::nullopt;  // what else stands there, check_vocabulary has named
}

Block ContentReader::block(const XmlElement& element) {
  Block block;
  for (const auto& child : element.children()) {
    if (auto read = content(child)) block.push_back(std::move(*read));
  }
  return block;
}

}  // namespace chancery::workflow
