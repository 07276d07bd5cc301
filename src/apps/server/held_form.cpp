#include "apps/server/held_form.h"

namespace chancery::server {
namespace {

using formats::Json;

constexpr std::string_view prefix = "held:";
constexpr std::string_view restored = "restored";

/// Nothing that belongs to the log-in that is over, and no secret.
bool is_kept(const FormField& field) {
  return field.name != "csrf" && field.name != restored && field.name.find("password") == field.name.npos;
}

Json model(const std::string& to, Json fields, Json files) {
  const bool lost_files = !files.empty();
  return {{"held", true},
          {"held_to", to},
          {"held_fields", std::move(fields)},
          {"held_files", std::move(files)},
          {"lost_files", lost_files}};
}

}  // namespace

Json held_form(const Form& form, const std::string& to) {
  Json fields = Json::array();
  Json files = Json::array();
  for (const FormField& field : form.all()) {
    if (field.file_name) {
      if (!field.file_name->empty()) files.push_back(*field.file_name);
    } else if (is_kept(field)) {
      fields.push_back({{"name", field.name}, {"value", field.value}});
    }
  }
  return model(to, std::move(fields), std::move(files));
}

Json held_again(const Form& log_in) {
  if (log_in.text("held_to").empty()) return nothing_held();
  Json fields = Json::array();
  for (const FormField& field : log_in.all()) {
    if (field.name.substr(0, prefix.size()) == prefix)
      fields.push_back({{"name", field.name.substr(prefix.size())}, {"value", field.value}});
  }
  Json files = Json::array();
  for (const std::string& name : log_in.texts("held_file")) files.push_back(name);
  return model(log_in.text("held_to"), std::move(fields), std::move(files));
}

Json nothing_held() {
  Json nothing = model("", Json::array(), Json::array());
  nothing["held"] = false;
  return nothing;
}

bool is_restored(const Form& form) {
  return form.text(restored) == "yes";
}

}  // namespace chancery::server
