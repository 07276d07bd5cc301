#pragma once

#include "document/text_outline.h"
#include "formats/xml_writer.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// Writes what stands in a text as Akoma Ntoso 1.0: `section`, `paragraph`, `point`, `table` and `p`, with `eId` by the naming
/// convention (`sec_2__para_2.1__point_3`), behind `prefix`.   Standard: OASIS LegalDocML 1.0, part 2 and Naming Convention 5.3.
class AkomaBody {
 public:
  /// `title` becomes `docTitle`, `number` `docNumber` where a line before the first numbered one says them.
  AkomaBody(formats::XmlWriter& xml, std::string prefix, std::string_view title, std::string_view number)
      : xml_(xml), prefix_(std::move(prefix)), title_(title), number_(number) {}

  /// `preface`, where something stands before the first number, and `mainBody`.
  void write(const std::vector<OutlineItem>& items);

 private:
  void item(const OutlineItem& item, const std::string& above);
  void numbered(const OutlineItem& item, std::string_view element, const std::string& eid);
  void table(const OutlineItem& item);
  void line(std::string_view text);
  void preface_line(std::string_view text);
  void characters(std::string_view text);
  [[nodiscard]] std::string new_eid(const std::string& above, std::string_view kind, std::string_view number);

  formats::XmlWriter& xml_;
  std::string prefix_;
  std::string_view title_;
  std::string_view number_;
  std::map<std::string, std::size_t> taken_;  // how often an eId was asked for
};

}  // namespace chancery::document
