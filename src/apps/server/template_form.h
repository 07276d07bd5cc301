#pragma once

#include "apps/server/form.h"
#include "formats/json.h"
#include "templating/description.h"
#include "text/catalogue.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::server {

/// What is wrong with a field: its path as `templating::check_data` writes it (`parties[2].official_name.uk`), and the words.
struct FieldProblem {
  std::string path;
  std::string words;
};

/// A template's description as a form that works without script: labels and hints in the reader's language, lists with buttons
/// that add and take away.
/// Values between `read` and `view` have every field that the form shows, each leaf as text; `data_of` keeps what is filled.
class TemplateForm {
 public:
  explicit TemplateForm(templating::Description description);
  TemplateForm(TemplateForm&&) = default;
  TemplateForm(const TemplateForm&) = delete;

  [[nodiscard]] const templating::Description& description() const { return description_; }
  /// What was typed; of a form that was never sent, an empty one.
  [[nodiscard]] formats::Json read(const Form& form) const;
  /// One item more at the end of the list `path` (`parties`, `action_plan.items`); not beyond 200.
  [[nodiscard]] formats::Json with_item(formats::Json values, std::string_view path) const;
  /// Without the item `path` (`parties[2]`).
  [[nodiscard]] formats::Json without_item(formats::Json values, std::string_view path) const;

  /// What is filled, as a template takes it; empty items of lists are gone.
  [[nodiscard]] formats::Json data_of(const formats::Json& values) const;
  /// The other way: the form that shows these data.
  [[nodiscard]] formats::Json values_of(const formats::Json& data) const;
  /// What data lack or have in another type than described, in the order of the form.
  [[nodiscard]] std::vector<FieldProblem> problems_of(const formats::Json& data, text::Language language) const;

  /// The model of `template_form.mustache`: {items, problems:[{href, words}]}.
  [[nodiscard]] formats::Json view(const formats::Json& values, const std::vector<FieldProblem>& problems,
                                   text::Language language) const;

 private:
  struct Node {
    std::string name;
    const templating::FieldDescription* field = nullptr;
    std::vector<Node> children;
  };
  class Reader;
  class View;

  void add(const templating::FieldDescription& field);
  [[nodiscard]] formats::Json pruned(const Node& node, const formats::Json& value) const;
  [[nodiscard]] formats::Json expanded(const Node& node, const formats::Json& value) const;
  [[nodiscard]] formats::Json items_expanded(const Node& node, const formats::Json& items) const;
  [[nodiscard]] formats::Json item_expanded(const Node& node, const formats::Json& item) const;

  templating::Description description_;
  Node root_;
};

/// The names that a form's inputs carry: of a field by its path, and of how many items a list shows.
[[nodiscard]] std::string form_name(std::string_view path);
[[nodiscard]] std::string form_count(std::string_view path);

}  // namespace chancery::server
