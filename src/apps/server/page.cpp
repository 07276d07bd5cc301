#include "apps/server/page.h"

#include "base/error.h"

#include <kainjow/mustache.hpp>

#include <list>

namespace chancery::server {
namespace {

using formats::Json;
using kainjow::mustache::data;

/// Mustache knows text, truth, lists and objects. A null is a no; numbers are written as JSON writes them.
data to_mustache(const Json& json) {
  if (json.is_object()) {
    data object(data::type::object);
    for (const auto& [name, value] : json.items()) object.set(name, to_mustache(value));
    return object;
  }
  if (json.is_array()) {
    data list(data::type::list);
    for (const auto& value : json) list.push_back(to_mustache(value));
    return list;
  }
  if (json.is_string()) return data(json.get_ref<const std::string&>());
  if (json.is_boolean() || json.is_null()) return data(json.is_boolean() && json.get<bool>());
  return data(json.dump());
}

std::string_view name_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.find('.'));
}

/// Looks names up as mustache does, innermost object first, and refuses what it does not find.
class StrictContext : public kainjow::mustache::basic_context<std::string> {
 public:
  using Source = std::function<const std::string&(std::string_view)>;

  StrictContext(std::string_view page, const data& model, text::Language language, Source source)
      : page_(page), language_(language), source_(std::move(source)) {
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

  const data* get_partial(const std::string& name) const override { return &keep(data(source_(name))); }

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
  Source source_;
  std::vector<const data*> items_;
  mutable std::list<data> kept_;
};

}  // namespace

Pages::Pages(std::span<const EmbeddedFile> files) {
  for (const auto& file : files) sources_.emplace(name_of(file.name), file.bytes);
}

Bytes Pages::render(std::string_view name, const Json& model, text::Language language) const {
  auto around = model;
  around["content"] = render_one(name, model, language);
  return render_one("layout", around, language);
}

Bytes Pages::render_one(std::string_view name, const Json& model, text::Language language) const {
  kainjow::mustache::mustache page(source(name));
  const auto values = to_mustache(model);
  StrictContext context(name, values, language,
                        [this](std::string_view partial) -> const std::string& { return source(partial); });
  std::ostringstream out;
  if (page.is_valid()) page.render(context, out);
  if (!page.is_valid()) {
    throw Error(Fault::environment, {"server.page_broken", {{"page", std::string(name)}, {"reason", page.error_message()}}});
  }
  return std::move(out).str();
}

const std::string& Pages::source(std::string_view name) const {
  const auto found = sources_.find(name);
  if (found == sources_.end()) throw Error(Fault::environment, {"server.page_absent", {{"page", std::string(name)}}});
  return found->second;
}

}  // namespace chancery::server
