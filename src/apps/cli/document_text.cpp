#include "apps/cli/document_text.h"

#include "apps/server/action_view.h"
#include "apps/server/document_view.h"
#include "apps/server/shown.h"

namespace chancery::cli {
namespace {

using formats::Json;
using server::list_of;
using server::text_of;

/// The lines of one document in the language of one person.
class DocumentText {
 public:
  DocumentText(const Terminal& terminal, const Json& document) : terminal_(terminal), document_(document) {}

  std::vector<std::string> lines() && {
    add_head();
    add_texts();
    add_sections();
    add_signatures();
    add_files();
    add_links();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::string say(const char* key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) const {
    return terminal_.say({key, std::move(arguments)});
  }

  void add_head() {
    lines_.push_back(terminal_.words(document_.at("title")));
    std::string line = document_.value("number", "—") + " · " + terminal_.words(document_.at("stage_label")) + " · " +
                       say("cli.document_revision", {{"revision", document_.at("revision").get<std::int64_t>()}}) + " · " +
                       server::shown_time(text_of(document_, "updated"), terminal_.language());
    if (document_.value("specimen", false)) line += " · ЗРАЗОК / SPECIMEN";
    lines_.push_back(std::move(line));
  }

  void add_texts() {
    for (const Json& text : list_of(document_, "texts")) {
      std::string line = "  " + say("server.text_language", {{"code", text_of(text, "language")}}) + ": " +
                         say("server.translation_status", {{"code", text_of(text, "status")}});
      if (text.value("stale", false)) line += ", " + say("server.stale");
      lines_.push_back(line + "  " + text_of(text, "content"));
    }
  }

  void add_sections() {
    for (const Json& section : list_of(document_, "sections")) {
      const bool approved = section.value("approved", false);
      lines_.push_back(std::string(approved ? "  + " : "  - ") +
                       server::section_name(text_of(section, "name"), terminal_.language()) + ": " +
                       say(approved ? "cli.section_approved" : "cli.section_not_approved"));
    }
  }

  void add_signatures() {
    for (const Json& signature : list_of(document_, "signatures")) {
      lines_.push_back("  " + server::signature_words(signature, terminal_.language()));
    }
  }

  void add_file(const Json& file) { lines_.push_back("  " + text_of(file, "sha256") + "  " + text_of(file, "path")); }

  void add_files() {
    for (const Json& annex : list_of(document_, "annexes")) add_file(annex.at("file"));
    for (const char* list : {"files", "evidence"}) {
      for (const Json& file : list_of(document_, list)) add_file(file);
    }
    if (document_.contains("container")) add_file(document_.at("container"));
  }

  void add_links() {
    for (const Json& link : list_of(document_, "links")) {
      lines_.push_back("  " + terminal_.words(link.at("label")) + ": " + text_of(link.at("document"), "id") + "  " +
                       terminal_.words(link.at("document").at("title")));
    }
  }

  const Terminal& terminal_;
  const Json& document_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> document_text(const Terminal& terminal, const Json& document) {
  return DocumentText(terminal, document).lines();
}

}  // namespace chancery::cli
