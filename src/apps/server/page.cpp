#include "apps/server/page.h"

#include "base/error.h"

#include <kainjow/mustache.hpp>

#include <list>
#include <mutex>
#include <optional>
#include <sstream>

namespace chancery::server {
namespace {

using formats::Json;
using kainjow::mustache::data;
using Mustache = kainjow::mustache::mustache;

/// Mustache knows text, truth, lists and objects. A null is a no; numbers are written as JSON writes them.
/// Values are put where they stay: `set` and `push_back` would copy all that lies below them, at each level again.
void put(data& place, const Json& json) {
  if (json.is_object()) {
    place = data(data::type::object);
    for (const auto& [name, value] : json.items()) put(place[name], value);
  } else if (json.is_array()) {
    place = data(data::type::list);
    auto& list = const_cast<kainjow::mustache::list&>(place.list_value());
    list.reserve(json.size());
    for (const auto& value : json) put(list.emplace_back(data::type::bool_false), value);
  } else if (json.is_string()) {
    place = data(json.get_ref<const std::string&>());
  } else if (json.is_boolean() || json.is_null()) {
    place = data(json.is_boolean() && json.get<bool>());
  } else {
    place = data(json.dump());
  }
}

std::string_view trimmed(std::string_view tag) {
  while (tag.starts_with(' ')) tag.remove_prefix(1);
  while (tag.ends_with(' ')) tag.remove_suffix(1);
  return tag;
}

std::string_view name_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.find('.'));
}

/// Looks names up as mustache does, innermost object first, and refuses what it does not find.
class StrictContext : public kainjow::mustache::basic_context<std::string> {
 public:
  StrictContext(std::string_view page, const data& model, text::Language language) : page_(page), language_(language) {
    push(&model);
  }

  void push(const data* item) override { items_.push_back(item); }
  void pop() override { items_.pop_back(); }

  const data* get(const std::string& name) const override {
    if (name == ".") return items_.back();
    if (name.rfind("server.", 0) == 0) return say(name);
    const auto first = name.substr(0, name.find('.'));
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if ((*item)->get(first) != nullptr) return descend(**item, name);
    }
    unknown(name);
  }

  /// Parts were put in their places when the page was compiled.
  const data* get_partial(const std::string& name) const override { unknown(name); }

 private:
  [[noreturn]] void unknown(const std::string& name) const {
    throw Error(Fault::environment, {"server.page_unknown_name", {{"page", page_}, {"name", name}}});
  }

  /// `a.b.c` inside the object that knows `a`.
  const data* descend(const data& item, const std::string& name) const {
    const data* at = &item;
    for (const auto& step : kainjow::mustache::split(name, '.')) {
      at = at->get(step);
      if (at == nullptr) unknown(name);
    }
    return at;
  }

  const data* say(const std::string& key) const {
    if (!text::has_key(language_, key)) unknown(key);
    return &keep(data(text::say(language_, {key, {}})));
  }

  /// Mustache takes pointers to what it is given: texts live as long as the rendering.
  const data& keep(data value) const { return kept_.emplace_back(std::move(value)); }

  std::string page_;
  text::Language language_;
  std::vector<const data*> items_;
  mutable std::list<data> kept_;
};

std::string html_escaped(std::string_view text) {
  return kainjow::mustache::html_escape(std::string(text));
}

/// Calls `replace` with what stands in each tag; where it answers, the answer stands instead of the tag.
template <class Replace>
std::string with_tags_replaced(std::string_view source, const Replace& replace) {
  std::string out;
  while (true) {
    const auto begin = source.find("{{");
    const auto end = begin == source.npos ? source.npos : source.find("}}", begin);
    if (end == source.npos) return out.append(source);
    const auto inside = source.substr(begin + 2, end - begin - 2);
    const std::optional<std::string> instead = replace(inside);
    out.append(source.substr(0, begin)).append(instead ? *instead : std::string(source.substr(begin, end + 2 - begin)));
    source.remove_prefix(end + 2);
  }
}

/// A page asks for this many parts inside parts; more is a page that asks for itself.
constexpr int most_parts_in_parts = 8;

[[noreturn]] void broken(std::string_view page, const std::string& reason) {
  throw Error(Fault::environment, {"server.page_broken", {{"page", std::string(page)}, {"reason", reason}}});
}

Bytes rendered(Mustache& page, std::string_view name, const data& values, text::Language language) {
  StrictContext context(name, values, language);
  std::ostringstream out;
  page.render(context, out);
  return std::move(out).str();
}

}  // namespace

/// A page as it is written and, once it was asked for, as it is compiled for each language. What is compiled is never changed:
/// mustache changes nothing in it as long as no model has functions and no page has parts that are read while it is rendered.
class Pages::Page {
 public:
  explicit Page(std::string_view source) : source_(source) {}

  [[nodiscard]] const std::string& source() const { return source_; }

  template <class WholeSource>
  Mustache& compiled(std::string_view name, text::Language language, const WholeSource& whole_source) {
    const std::lock_guard lock(mutex_);
    auto& page = language == text::Language::uk ? ukrainian_ : english_;
    if (page) return *page;
    auto made = std::make_unique<Mustache>(whole_source());
    if (!made->is_valid()) broken(name, made->error_message());
    page = std::move(made);
    return *page;
  }

 private:
  std::string source_;
  std::mutex mutex_;
  std::unique_ptr<Mustache> ukrainian_;
  std::unique_ptr<Mustache> english_;
};

Pages::Pages(std::span<const EmbeddedFile> files) {
  for (const auto& file : files) pages_.emplace(name_of(file.name), std::make_unique<Page>(file.bytes));
}

Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

Bytes Pages::render(std::string_view name, const Json& model, text::Language language, std::string_view layout) const {
  const auto compiled = [&](std::string_view called) -> Mustache& {
    return page(called).compiled(called, language, [&] { return whole_source(called, language, 0); });
  };
  data values;
  put(values, model);
  values["content"] = data(rendered(compiled(name), name, values, language));
  return rendered(compiled(layout), layout, values, language);
}

std::string Pages::whole_source(std::string_view name, text::Language language, int depth) const {
  if (depth > most_parts_in_parts) broken(name, "parts in parts");
  return with_tags_replaced(page(name).source(), [&](std::string_view tag) -> std::optional<std::string> {
    if (tag.starts_with('>')) return whole_source(trimmed(tag.substr(1)), language, depth + 1);
    const auto key = trimmed(tag);
    if (!key.starts_with("server.") || !text::has_key(language, key)) return std::nullopt;
    auto words = html_escaped(text::say(language, {std::string(key), {}}));
    return words.find("{{") == words.npos ? std::optional(std::move(words)) : std::nullopt;
  });
}

Pages::Page& Pages::page(std::string_view name) const {
  const auto found = pages_.find(name);
  if (found == pages_.end()) throw Error(Fault::environment, {"server.page_absent", {{"page", std::string(name)}}});
  return *found->second;
}

}  // namespace chancery::server
