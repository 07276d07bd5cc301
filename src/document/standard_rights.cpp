#include "document/rights_policy.h"

namespace chancery::document {
namespace {

struct Row {
  Action action;
  Reach reach;
  Roles roles;
};

constexpr auto clerk = Role::clerk;
constexpr auto legal = Role::legal_reviewer;
constexpr auto translator = Role::translator;
constexpr auto signatory = Role::signatory;
constexpr auto foreign_affairs = Role::concurrence_mfa;
constexpr auto development = Role::concurrence_development;
constexpr auto auditor = Role::auditor;
constexpr auto protocol = Role::protocol_officer;
constexpr auto administrator = Role::administrator;

Roles acting() {
  return {clerk, legal, translator, signatory, foreign_affairs, development, protocol};
}

Roles with(Roles roles, Role added) {
  roles.insert(added);
  return roles;
}

Roles without(Roles roles, Role left_out) {
  roles.erase(left_out);
  return roles;
}

/// Bodies that concur, translators and partners' signatories reach a document of another organisation by its need-to-know list;
/// what shapes or records the document stays with the organisation that answers for it.
std::vector<Row> rows() {
  const Roles readers = with(acting(), auditor);
  return {
      {Action::read_document, Reach::known, readers},
      {Action::read_history, Reach::known, readers},
      {Action::export_document, Reach::known, without(readers, translator)},
      {Action::advance_document, Reach::known, {translator, signatory, foreign_affairs, development}},
      {Action::advance_document, Reach::organisation, {clerk, legal, protocol}},
      {Action::attach_to_document, Reach::known, {translator, foreign_affairs, development}},
      {Action::attach_to_document, Reach::organisation, {clerk, legal, protocol}},
      {Action::comment_on_document, Reach::known, acting()},
      {Action::approve_document, Reach::known, {foreign_affairs, development}},
      {Action::approve_document, Reach::organisation, {legal}},
      {Action::certify_translation, Reach::known, {translator}},
      {Action::close_document, Reach::organisation, {legal}},
      {Action::record_act, Reach::organisation, {clerk, protocol}},
      {Action::attest_act, Reach::organisation, {clerk, legal, protocol}},
      {Action::sign_document, Reach::known, {signatory}},
      {Action::seal_document, Reach::organisation, {protocol}},
      {Action::link_document, Reach::organisation, {clerk, protocol}},
      {Action::change_readers, Reach::author, {clerk}},
      {Action::change_readers, Reach::organisation, {protocol}},
      {Action::list_documents, Reach::known, readers},
      {Action::create_document, Reach::organisation, {clerk, protocol}},
      {Action::read_people, Reach::organisation, {clerk, protocol, auditor, administrator}},
      {Action::manage_people, Reach::organisation, {administrator}},
      {Action::publish_workflow, Reach::organisation, {administrator}},
      {Action::publish_template, Reach::organisation, {administrator}},
      {Action::read_ledger, Reach::organisation, {auditor, administrator}},
      {Action::manage_keys, Reach::organisation, {administrator}},
      {Action::back_up, Reach::organisation, {administrator}},
      {Action::read_health, Reach::organisation, {administrator}},
  };
}

std::vector<Grant> all_grants() {
  std::vector<Grant> all;
  for (const Row& row : rows())
    for (const Role role : row.roles) all.push_back({row.action, role, row.reach});
  return all;
}

/// Who runs the machine reads no content, and who checks the others does not act with them.
std::vector<Apart> roles_apart() {
  std::vector<Apart> all{{administrator, auditor}};
  for (const Role role : acting()) {
    all.push_back({administrator, role});
    all.push_back({auditor, role});
  }
  return all;
}

}  // namespace

const RightsPolicy& RightsPolicy::standard() {
  static const RightsPolicy policy(all_grants(), roles_apart(),
                                   {Action::approve_document, Action::close_document, Action::sign_document});
  return policy;
}

}  // namespace chancery::document
