#include "formats/xml_path.h"

#include "base/error.h"
#include "formats/xml_handles.h"

#include <libxml/xpathInternals.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <exception>
#include <mutex>

namespace chancery::formats {
namespace {

constexpr unsigned long operation_limit = 100'000;

bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.';
}

/// `$name` outside literals; an expression has no other place for a dollar sign.
std::vector<std::string> variables_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'' || text[at] == '"') {
      at = std::min(text.find(text[at], at + 1), text.size());
    } else if (text[at] == '$') {
      const auto begin = at + 1;
      while (at + 1 < text.size() && is_name_byte(text[at + 1])) ++at;
      std::string name(text.substr(begin, at + 1 - begin));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

std::string last_error_of(const xmlXPathContext& context) {
  if (context.lastError.message == nullptr) return "not an expression";
  const auto text = xml_view(xml_chars(context.lastError.message));
  return std::string(text.substr(0, text.find_last_not_of('\n') + 1));
}

XPathContextHandle new_context(xmlDoc* document, void* owner) {
  XPathContextHandle context(xmlXPathNewContext(document));
  context->error = ignore_xml_error;
  context->userData = owner;
  context->opLimit = operation_limit;
  xmlXPathContextSetCache(context.get(), 1, -1, 0);
  return context;
}

[[noreturn]] void throw_bad_expression(const char* key, const std::string& text, std::string detail) {
  throw Error(Fault::input, {key, {{"expression", text}, {"detail", std::move(detail)}}});
}

XPathProgramHandle compile(xmlXPathContext& context, const std::string& text) {
  context.opCount = 0;
  xmlResetError(&context.lastError);
  XPathProgramHandle program(xmlXPathCtxtCompile(&context, xml_chars(text.c_str())));
  if (!program || text.find('\0') != std::string::npos)
    throw_bad_expression("formats.xpath_syntax", text, last_error_of(context));
  return program;
}

/// The declarations of one element in the form that libxml2 reads, which points into the strings of `declared`.
class Declarations {
 public:
  explicit Declarations(std::vector<XmlNamespace> declared) : declared_(std::move(declared)), native_(declared_.size()) {
    for (std::size_t i = 0; i < declared_.size(); ++i) {
      native_[i].type = XML_LOCAL_NAMESPACE;
      native_[i].prefix = xml_chars(declared_[i].prefix.c_str());
      native_[i].href = xml_chars(declared_[i].uri.c_str());
    }
    for (auto& one : native_) pointers_.push_back(&one);
  }

  [[nodiscard]] bool same_as(const std::vector<XmlNamespace>& other) const {
    return std::equal(declared_.begin(), declared_.end(), other.begin(), other.end(),
                      [](const auto& a, const auto& b) { return a.prefix == b.prefix && a.uri == b.uri; });
  }
  void give_to(xmlXPathContext& context) {
    context.namespaces = pointers_.data();
    context.nsNr = static_cast<int>(pointers_.size());
  }

 private:
  std::vector<XmlNamespace> declared_;
  std::vector<xmlNs> native_;
  std::vector<xmlNs*> pointers_;
};

struct Expression {
  std::string text;
  std::vector<std::string> variables;
  std::shared_ptr<Declarations> namespaces;
};

}  // namespace

/// libxml2 calls back into here; an exception waits until its frames are gone.
struct XPathEvaluator::Compiled {
  XmlDocumentHandle document{xmlNewDoc(xml_chars("1.0"))};
  XPathContextHandle context;
  std::vector<XPathProgramHandle> programs;
  const XPathScope* scope = nullptr;
  std::exception_ptr failure;

  explicit Compiled(const std::vector<Expression>& expressions) : context(new_context(document.get(), this)) {
    xmlXPathRegisterVariableLookup(context.get(), look_up_variable, this);
    xmlXPathRegisterFuncLookup(context.get(), look_up_function, this);
    programs.reserve(expressions.size());
    for (const auto& expression : expressions) programs.push_back(compile(*context, expression.text));
  }

  static xmlXPathObject* look_up_variable(void* owner, const xmlChar* name, const xmlChar* uri);
  static xmlXPathFunction look_up_function(void* owner, const xmlChar* name, const xmlChar* uri);
  static void call(xmlXPathParserContext* parser, int count);

  /// Readies the context for one expression.
  xmlXPathCompExpr* begin(const Expression& expression, std::size_t index, const XPathScope& for_scope) {
    expression.namespaces->give_to(*context);
    context->opCount = 0;
    context->node = reinterpret_cast<xmlNode*>(document.get());
    scope = &for_scope;
    failure = nullptr;
    return programs[index].get();
  }
  [[noreturn]] void fail(const Expression& expression) {
    if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
    throw_bad_expression("formats.xpath_failed", expression.text, last_error_of(*context));
  }

  static xmlXPathObject* to_object(const XPathValue& value);
  static XPathValue to_value(const xmlXPathObject& object);
};

struct XPathSet::Content {
  std::vector<Expression> expressions;
  std::mutex mutex;
  std::vector<std::unique_ptr<XPathEvaluator::Compiled>> idle;
};

xmlXPathObject* XPathEvaluator::Compiled::to_object(const XPathValue& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return xmlXPathNewBoolean(*yes ? 1 : 0);
  if (const auto* number = std::get_if<double>(&value)) return xmlXPathNewFloat(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return xmlXPathNewString(xml_chars(text->c_str()));
  const auto& nodes = std::get<XPathNodes>(value);
  auto* object = xmlXPathNewNodeSet(nodes.empty() ? nullptr : static_cast<xmlNode*>(nodes.front().node_));
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    xmlXPathNodeSetAdd(object->nodesetval, static_cast<xmlNode*>(nodes[i].node_));
  }
  return object;
}

/// Namespace nodes belong to the result, not to a tree, and nobody here asks for them: they are left out.
XPathValue XPathEvaluator::Compiled::to_value(const xmlXPathObject& object) {
  if (object.type == XPATH_BOOLEAN) return object.boolval != 0;
  if (object.type == XPATH_NUMBER) return object.floatval;
  if (object.type == XPATH_STRING) return std::string(xml_view(object.stringval));
  XPathNodes nodes;
  for (int i = 0; object.nodesetval != nullptr && i < object.nodesetval->nodeNr; ++i) {
    auto* const node = object.nodesetval->nodeTab[i];
    if (node->type != XML_NAMESPACE_DECL) nodes.push_back(XmlNode(node));
  }
  return nodes;
}

xmlXPathObject* XPathEvaluator::Compiled::look_up_variable(void* owner, const xmlChar* name, const xmlChar* uri) {
  auto& self = *static_cast<Compiled*>(owner);
  if (uri != nullptr || !self.scope->variable) return nullptr;
  try {
    const auto value = self.scope->variable(xml_view(name));
    return value ? to_object(*value) : nullptr;
  } catch (...) {
    self.failure = std::current_exception();
    return nullptr;
  }
}

/// XPath's own functions stay what they are; every other name is asked for in the scope when it is called.
xmlXPathFunction XPathEvaluator::Compiled::look_up_function(void* owner, const xmlChar* name, const xmlChar* uri) {
  const auto& self = *static_cast<Compiled*>(owner);
  return xmlHashLookup2(self.context->funcHash, name, uri) != nullptr ? nullptr : call;
}

void XPathEvaluator::Compiled::call(xmlXPathParserContext* parser, int count) {
  auto& self = *static_cast<Compiled*>(parser->context->userData);
  const std::string name(xml_view(parser->context->function));
  const std::string uri(xml_view(parser->context->functionURI));
  try {
    std::vector<XPathValue> arguments;
    for (int i = 0; i < count; ++i) {
      const XPathObjectHandle argument(valuePop(parser));
      if (argument) arguments.insert(arguments.begin(), to_value(*argument));
    }
    const auto value = self.scope->call ? self.scope->call(name, uri, arguments) : std::nullopt;
    if (!value) return xmlXPathErr(parser, XPATH_UNKNOWN_FUNC_ERROR);
    valuePush(parser, to_object(*value));
  } catch (...) {
    self.failure = std::current_exception();
    xmlXPathErr(parser, XPATH_EXPR_ERROR);
  }
}

XPathSet::XPathSet() : content_(std::make_shared<Content>()) {}

std::size_t XPathSet::add(std::string_view text, const std::vector<XmlNamespace>& namespaces) {
  const auto context = new_context(nullptr, nullptr);
  Expression expression{std::string(text), variables_in(text), nullptr};
  static_cast<void>(compile(*context, expression.text));
  auto& all = content_->expressions;
  if (!all.empty() && all.back().namespaces->same_as(namespaces)) {
    expression.namespaces = all.back().namespaces;
  } else {
    expression.namespaces = std::make_shared<Declarations>(namespaces);
  }
  all.push_back(std::move(expression));
  return all.size() - 1;
}

const std::string& XPathSet::text(std::size_t expression) const {
  return content_->expressions[expression].text;
}

const std::vector<std::string>& XPathSet::variables(std::size_t expression) const {
  return content_->expressions[expression].variables;
}

std::size_t XPathSet::size() const {
  return content_->expressions.size();
}

XPathEvaluator XPathSet::evaluator() const {
  std::unique_ptr<XPathEvaluator::Compiled> compiled;
  {
    const std::lock_guard lock(content_->mutex);
    if (!content_->idle.empty()) {
      compiled = std::move(content_->idle.back());
      content_->idle.pop_back();
    }
  }
  // One that was lent before expressions were added does not know them.
  if (!compiled || compiled->programs.size() != content_->expressions.size()) {
    compiled = std::make_unique<XPathEvaluator::Compiled>(content_->expressions);
  }
  return {content_, std::move(compiled)};
}

XPathEvaluator::XPathEvaluator(std::shared_ptr<XPathSet::Content> set, std::unique_ptr<Compiled> compiled)
    : set_(std::move(set)), compiled_(std::move(compiled)) {}

XPathEvaluator::XPathEvaluator(XPathEvaluator&&) noexcept = default;

XPathEvaluator::~XPathEvaluator() {
  if (!compiled_) return;
  const std::lock_guard lock(set_->mutex);
  set_->idle.push_back(std::move(compiled_));
}

bool XPathEvaluator::test(std::size_t expression, const XPathScope& scope) {
  const auto& wanted = set_->expressions[expression];
  auto* const program = compiled_->begin(wanted, expression, scope);
  const int answer = xmlXPathCompiledEvalToBoolean(program, compiled_->context.get());
  if (answer < 0 || compiled_->failure) compiled_->fail(wanted);
  return answer == 1;
}

XPathValue XPathEvaluator::evaluate(std::size_t expression, const XPathScope& scope) {
  const auto& wanted = set_->expressions[expression];
  auto* const program = compiled_->begin(wanted, expression, scope);
  const XPathObjectHandle object(xmlXPathCompiledEval(program, compiled_->context.get()));
  if (!object || compiled_->failure) compiled_->fail(wanted);
  return Compiled::to_value(*object);
}

bool to_boolean(const XPathValue& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* number = std::get_if<double>(&value)) return *number != 0 && !std::isnan(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  return !std::get<XPathNodes>(value).empty();
}

std::string to_string(const XPathValue& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* nodes = std::get_if<XPathNodes>(&value)) return nodes->empty() ? std::string() : nodes->front().value();
  const XmlBytesHandle number(xmlXPathCastNumberToString(std::get<double>(value)));
  return std::string(xml_view(number.get()));
}

}  // namespace chancery::formats
