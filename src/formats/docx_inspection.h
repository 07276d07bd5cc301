#pragma once

#include "base/message.h"
#include "formats/docx_package.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// Something in a document that can show one reader another text than another, fetch, run, or hide.
struct DocxFinding {
  enum class Kind {
    macro,
    external_part,
    remote_template,
    local_template,
    ole_object,
    alternative_chunk,
    changing_field,
    tracked_change,
    comment,
    hidden_text,
    alternate_content,
    bound_control,
  };

  Kind kind;
  std::string part;       // ZIP entry name
  std::size_t paragraph;  // from 1 in the part, table cells and text boxes included; 0 for the part as a whole
  Message message;

  /// Whether a freeze refuses it (FORMATS, *Sections, approval, freeze*); the template on the author's own disk is only a
  /// warning.
  [[nodiscard]] bool stops_freeze() const { return kind != Kind::local_template; }
};

/// Everything that is found, in the order of the parts; of one kind once a paragraph. Hyperlinks are no finding.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] std::vector<DocxFinding> inspect(const DocxPackage& package);

}  // namespace chancery::formats
