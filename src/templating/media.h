#pragma once

#include "formats/docx_changes.h"
#include "templating/picture.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace chancery::templating {

/// The pictures that came into a document: each file once, named by its hash, with a relationship in every part that shows it.
class Media {
 public:
  /// The id of the relationship by which `part` shows the picture.
  [[nodiscard]] std::string add(std::string_view part, const Picture& picture);
  /// The drawing as it stands in a run, with everything declared that it uses. Each one has a number of its own.
  /// `prefix` is that of WordprocessingML.
  [[nodiscard]] std::string drawing(std::string_view part, const Picture& picture, std::string_view prefix);
  [[nodiscard]] bool empty() const { return parts_.empty(); }
  void put_into(formats::DocxChanges& changes) const;

 private:
  std::map<std::string, formats::AddedPart> parts_;  // by name
  std::map<std::string, formats::AddedRelationship> relationships_;
  std::size_t drawings_ = 0;
};

}  // namespace chancery::templating
