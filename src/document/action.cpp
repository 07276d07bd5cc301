#include "document/action.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::document {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 25> action_names{
    "read_document",       "read_history",     "export_document",     "advance_document", "attach_to_document",
    "comment_on_document", "approve_document", "certify_translation", "close_document",   "record_act",
    "attest_act",          "sign_document",    "seal_document",       "link_document",    "change_readers",
    "list_documents",      "create_document",  "read_people",         "manage_people",    "publish_workflow",
    "publish_template",    "read_ledger",      "manage_keys",         "back_up",          "read_health"};
static_assert(action_names.size() == static_cast<std::size_t>(Action::read_health) + 1);

constexpr auto actions = [] {
  std::array<Action, action_names.size()> all{};
  for (std::size_t index = 0; index < all.size(); ++index) all[index] = static_cast<Action>(index);
  return all;
}();

/// FORMATS, *Command*: what carries sections or the manifest; `attach`, `comment` and the links are commands of their own.
constexpr std::array<std::pair<std::string_view, Action>, 17> actions_of_events{{
    {"new", Action::create_document},
    {"approve", Action::approve_document},
    {"concur", Action::approve_document},
    {"certify", Action::certify_translation},
    {"close", Action::close_document},
    {"record", Action::record_act},
    {"attest", Action::attest_act},
    {"initial", Action::sign_document},
    {"sign", Action::sign_document},
    {"ad_referendum", Action::sign_document},
    {"confirm", Action::sign_document},
    {"seal", Action::seal_document},
    {"attach", Action::attach_to_document},
    {"comment", Action::comment_on_document},
    {"link", Action::link_document},
    {"unlink", Action::link_document},
    {"dossier", Action::link_document},
}};

}  // namespace

std::span<const Action> all_actions() {
  return actions;
}

std::string_view name_of(Action action) {
  return action_names.at(static_cast<std::size_t>(action));
}

std::optional<Action> parse_action(std::string_view name) {
  const auto* found = std::find_if(actions.begin(), actions.end(), [&](Action action) { return name_of(action) == name; });
  return found == actions.end() ? std::nullopt : std::optional(*found);
}

bool concerns_document(Action action) {
  return action <= Action::change_readers;
}

Action action_for(std::string_view event) {
  const std::string_view word = event.substr(0, event.find('.'));
  const auto* found =
      std::find_if(actions_of_events.begin(), actions_of_events.end(), [&](const auto& row) { return row.first == word; });
  return found == actions_of_events.end() ? Action::advance_document : found->second;
}

}  // namespace chancery::document
