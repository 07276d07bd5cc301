#include "templating/bound_parts.h"

#include "formats/ascii.h"
#include "formats/bound_path.h"
#include "formats/docx_bindings.h"
#include "text/characters.h"
#include "text/markup_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace chancery::templating {
namespace {

using formats::BoundStep;
using text::MarkupReader;
using text::MarkupToken;

using Namespaces = std::vector<std::pair<std::string, std::string>>;

/// The declarations in a start tag as it is written.
Namespaces declared_in(std::string_view tag) {
  Namespaces declared;
  for (auto at = tag.find(" xmlns"); at != std::string_view::npos; at = tag.find(" xmlns", at + 1)) {
    const auto quote = tag.find_first_of("\"'", at);
    const auto equals = tag.find('=', at);
    if (quote == std::string_view::npos || equals > quote) break;
    const auto name = text::trim(tag.substr(at + 6, equals - at - 6));
    const auto end = tag.find(tag[quote], quote + 1);
    declared.emplace_back(name.starts_with(':') ? name.substr(1) : name,
                          text::resolve_references(tag.substr(quote + 1, end - quote - 1)));
  }
  return declared;
}

/// Finds the element at a path of plain steps; its content is what a bound control shows.
class PathFinder {
 public:
  PathFinder(BytesView part, std::string_view place, const std::vector<BoundStep>& steps)
      : part_(part), reader_(part, place), steps_(steps) {}

  /// The element with its tags, and whether it is an empty one; absent when nothing stands there or it holds elements.
  [[nodiscard]] std::optional<MarkupToken> find() {
    while (reader_.next()) {
      const auto& token = reader_.token();
      if (token.kind == MarkupToken::Kind::end) leave();
      if (token.kind != MarkupToken::Kind::start && token.kind != MarkupToken::Kind::empty) continue;
      if (enter(token)) return token;
      if (token.kind == MarkupToken::Kind::empty) leave();
    }
    return std::nullopt;
  }

  /// Behind the start tag that was found: where its text ends; absent when there is more than text.
  [[nodiscard]] std::optional<std::size_t> end_of_text() {
    while (reader_.next()) {
      if (reader_.token().kind == MarkupToken::Kind::end) return reader_.token().bytes.begin;
      if (reader_.token().kind != MarkupToken::Kind::text) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  /// True when this element is the last step of the path.
  bool enter(const MarkupToken& token) {
    scopes_.push_back(declared_in(token.bytes.of(part_)));
    const auto depth = scopes_.size() - 1;
    const bool on_path = depth == matched_ && depth < steps_.size() && matches(steps_[depth], token);
    if (!on_path) return false;
    if (counts_.size() <= depth) counts_.resize(depth + 1, 0);
    if (++counts_[depth] != steps_[depth].position) return false;
    ++matched_;
    counts_.resize(depth + 1);
    return matched_ == steps_.size();
  }

  void leave() {
    scopes_.pop_back();
    matched_ = std::min(matched_, scopes_.size());
  }

  [[nodiscard]] bool matches(const BoundStep& step, const MarkupToken& token) const {
    const auto colon = token.qualified.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view{} : token.qualified.substr(0, colon);
    return token.name == step.name && uri_of(prefix) == step.namespace_uri;
  }

  [[nodiscard]] std::string_view uri_of(std::string_view prefix) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      for (const auto& [name, uri] : *scope) {
        if (name == prefix) return uri;
      }
    }
    return {};
  }

  BytesView part_;
  MarkupReader reader_;
  const std::vector<BoundStep>& steps_;
  std::vector<Namespaces> scopes_;
  std::vector<std::size_t> counts_;
  std::size_t matched_ = 0;
};

std::optional<Bytes> with_value(const Bytes& part, const std::string& place, const std::vector<BoundStep>& steps,
                                std::string_view value) {
  PathFinder finder(part, place, steps);
  const auto found = finder.find();
  if (!found || steps.back().attribute) return std::nullopt;
  Bytes result = part.substr(0, found->bytes.end);
  if (found->kind == MarkupToken::Kind::empty) {
    result.resize(result.rfind('/'));
    result += '>';
    text::append_escaped(result, value);
    return result + "</" + std::string(found->qualified) + ">" + part.substr(found->bytes.end);
  }
  const auto end = finder.end_of_text();
  if (!end) return std::nullopt;
  text::append_escaped(result, value);
  return result + part.substr(*end);
}

}  // namespace

void fill_bound_parts(const formats::DocxPackage& package, const std::vector<BoundValue>& values,
                      std::map<std::string, Bytes>& parts, std::vector<Finding>& findings) {
  if (values.empty()) return;
  const auto stores = formats::bound_parts(package);
  std::map<text::StoryBinding, std::string> told;
  for (const auto& one : values) {
    const auto report = [&](const char* code) {
      findings.push_back(make_finding(code, one.tag->source, one.tag->place, {}, one.binding.path));
    };
    const auto [known, fresh] = told.emplace(one.binding, one.value);
    if (!fresh && known->second != one.value) report("binding_conflict");
    if (!fresh) continue;
    const auto store = stores.find(formats::lower_ascii(one.binding.store));
    const auto steps = formats::parse_bound_path(one.binding.path, one.binding.prefixes);
    if (store == stores.end() || !steps) {
      report("binding_broken");
      continue;
    }
    const auto written = parts.find(store->second);
    const Bytes part = written == parts.end() ? package.part(store->second) : written->second;
    auto changed = with_value(part, store->second, *steps, one.value);
    if (!changed) {
      report("binding_broken");
      continue;
    }
    parts[store->second] = *std::move(changed);
  }
}

}  // namespace chancery::templating
