#include "document/action.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::document {
namespace {

constexpr std::array<Action, 25> actions{
    Action::read_document,      Action::read_history,        Action::export_document,  Action::advance_document,
    Action::attach_to_document, Action::comment_on_document, Action::approve_document, Action::certify_translation,
    Action::close_document,     Action::record_act,          Action::attest_act,       Action::sign_document,
    Action::seal_document,      Action::link_document,       Action::change_readers,   Action::list_documents,
    Action::create_document,    Action::read_people,         Action::manage_people,    Action::publish_workflow,
    Action::publish_template,   Action::read_ledger,         Action::manage_keys,      Action::back_up,
    Action::read_health};

/// FORMATS, *Command*: what carries sections or the manifest; `attach` and `comment` are commands of their own.
constexpr std::array<std::pair<std::string_view, Action>, 14> actions_of_events{{
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
}};

}  // namespace

std::span<const Action> all_actions() {
  return actions;
}

std::string_view name_of(Action action) {
  switch (action) {
    case Action::read_document:
      return "read_document";
    case Action::read_history:
      return "read_history";
    case Action::export_document:
      return "export_document";
    case Action::advance_document:
      return "advance_document";
    case Action::attach_to_document:
      return "attach_to_document";
    case Action::comment_on_document:
      return "comment_on_document";
    case Action::approve_document:
      return "approve_document";
    case Action::certify_translation:
      return "certify_translation";
    case Action::close_document:
      return "close_document";
    case Action::record_act:
      return "record_act";
    case Action::attest_act:
      return "attest_act";
    case Action::sign_document:
      return "sign_document";
    case Action::seal_document:
      return "seal_document";
    case Action::link_document:
      return "link_document";
    case Action::change_readers:
      return "change_readers";
    case Action::list_documents:
      return "list_documents";
    case Action::create_document:
      return "create_document";
    case Action::read_people:
      return "read_people";
    case Action::manage_people:
      return "manage_people";
    case Action::publish_workflow:
      return "publish_workflow";
    case Action::publish_template:
      return "publish_template";
    case Action::read_ledger:
      return "read_ledger";
    case Action::manage_keys:
      return "manage_keys";
    case Action::back_up:
      return "back_up";
    case Action::read_health:
      return "read_health";
  }
  return {};
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
