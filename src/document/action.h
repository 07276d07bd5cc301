#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace chancery::document {

/// Everything that is judged by a right. Checking a container, a proof or an export against keys of one's own needs none.
enum class Action {
  // on one document
  read_document,
  read_history,
  export_document,
  advance_document,
  attach_to_document,
  comment_on_document,
  approve_document,
  certify_translation,
  close_document,
  record_act,
  attest_act,
  sign_document,
  seal_document,
  link_document,
  change_readers,
  // on the office
  list_documents,
  create_document,
  read_people,
  manage_people,
  publish_workflow,
  publish_template,
  read_ledger,
  manage_keys,
  back_up,
  read_health,
};

[[nodiscard]] std::span<const Action> all_actions();
/// The word of the policy and of stored facts: `sign_document`.
[[nodiscard]] std::string_view name_of(Action action);
[[nodiscard]] std::optional<Action> parse_action(std::string_view name);
/// Whether the action is done to one document, and so needs a document that the person may know of.
[[nodiscard]] bool concerns_document(Action action);

/// The right that an event of a command asks for, by the first word of its name: `approve.legal` asks for `approve`, and
/// `record.sign` for the recording. The acts on content are those of FORMATS, *Command*; every other event moves the document
/// on, and the chart says which role may raise it.
[[nodiscard]] Action action_for(std::string_view event);

}  // namespace chancery::document
