#pragma once

#include "comparison/package_side.h"
#include "text/markup_tree.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::comparison {

/// Carries what stands only in the old document into the new package: pictures and links by new relationships, lists and styles
/// that the new one lacks, namespaces.
class Carrier {
 public:
  Carrier(const PackageSide& old, const PackageSide& now) : old_(old), now_(now) {}

  /// Bytes of a part of the old package as they may stand in a part of the new one.
  [[nodiscard]] Bytes carry(std::string_view bytes, std::string_view old_part, std::string_view new_part);
  /// The root's start tag with the prefixes that carried bytes may use.
  /// Throws: Error{Fault::input} when one prefix means two things in the two documents.
  [[nodiscard]] static Bytes root_tag(const text::MarkupTree& now, const text::MarkupTree& old);

  /// Every part that is added or replaced because of what was carried.
  [[nodiscard]] std::map<std::string, Bytes> parts() const;

 private:
  struct AddedRelationship {
    std::string id;
    std::string type;
    std::string target;
    bool external;
  };

  [[nodiscard]] std::string relationship(const std::string& id, std::string_view old_part, std::string_view new_part);
  [[nodiscard]] std::string list(const std::string& number);
  void need_style(const std::string& id);
  [[nodiscard]] std::string add_part(const std::string& name, std::string_view type);
  [[nodiscard]] Bytes with_relationships(const std::string& part) const;
  [[nodiscard]] Bytes with_content_types() const;
  [[nodiscard]] Bytes with_lists() const;
  [[nodiscard]] Bytes with_styles() const;

  const PackageSide& old_;
  const PackageSide& now_;
  std::map<std::string, std::vector<AddedRelationship>> relationships_;  // by part
  std::map<std::string, std::string> carried_ids_;                       // part and old id
  std::map<std::string, Bytes> added_parts_;
  std::map<std::string, std::string> content_types_;  // of added parts
  std::map<std::string, std::string> lists_;          // old number to new
  std::vector<std::string> added_lists_;              // old numbers
  std::set<std::string> styles_;
  std::size_t count_ = 0;
};

}  // namespace chancery::comparison
