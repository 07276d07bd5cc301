#pragma once

#include "apps/cli/cast.h"
#include "engine/command.h"
#include "formats/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::cli {

/// What a document of the demonstration is made with, and the word for how far it has come.
struct Begun {
  std::string_view workflow;
  std::string_view form;
  std::string_view data;  // name of the file in `templates/demonstration`
};

/// Plays one document through its workflow as the cast would: every act with what is shown at that moment.
class Play {
 public:
  Play(engine::Office& office, const Cast& cast, std::filesystem::path keys)
      : office_(&office), cast_(&cast), keys_(std::move(keys)) {}

  /// Made by the clerk.
  void begin(const Begun& begun);
  void act(std::string_view who, const std::string& event, const std::string& comment = {});
  void act_with(std::string_view who, const std::string& event, formats::Json data);
  /// A recorded act, with a scan that says SPECIMEN.
  void record(std::string_view who, const std::string& event, const formats::Json& recorded);
  void sign(std::string_view who, unsigned party);

  [[nodiscard]] const DocumentId& document() const { return id_.value(); }
  [[nodiscard]] formats::Json view() const;

 private:
  [[nodiscard]] engine::Command seen(const std::string& event) const;

  engine::Office* office_;
  const Cast* cast_;
  std::filesystem::path keys_;
  std::optional<DocumentId> id_;
};

}  // namespace chancery::cli
