#include "translation/xliff_import.h"

#include "base/error.h"
#include "formats/ascii.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace chancery::translation {
namespace {

using text::Inline;
using Outcome = ImportedSegment::Outcome;

/// `en_us`, `EN-US` and `en` are the same as far as the primary language goes.
std::string primary(std::string_view tag) {
  return formats::lower_ascii(tag.substr(0, tag.find_first_of("-_")));
}

/// The codes of the source, so that what a tool wrote about them is not taken for what they are.
Content with_own_codes(const Content& source, Content target) {
  std::map<std::string, std::string> values;
  for (const auto& piece : source) {
    if (piece.kind != Inline::Kind::text) values.emplace(piece.id, piece.value);
  }
  for (auto& piece : target) {
    const auto found = values.find(piece.id);
    if (piece.kind != Inline::Kind::text && found != values.end()) piece.value = found->second;
  }
  return joined(std::move(target));
}

bool same_source(const Content& ours, const Content& theirs) {
  const auto left = joined(ours);
  const auto right = with_own_codes(ours, theirs);
  return left == right;
}

class Importer {
 public:
  explicit Importer(ImportTarget into) : into_(std::move(into)) {
    for (const auto& segment : into_.source.segments) segments_.emplace(segment.id, &segment);
    report_.entries = into_.entries;
  }

  ImportReport run(const XliffDocument& document, std::string_view place) {
    check(document, place);
    std::set<std::string> seen;
    for (const auto& file : document.files) {
      if (file.original != into_.document) continue;  // tools add files of their own
      const bool older = !file.content_hash.empty() && file.content_hash != into_.content.hex();
      report_.older_version = report_.older_version || older;
      for (const auto& unit : file.units) {
        if (!seen.insert(unit.id).second) {
          throw Error(Fault::input, {"translation.rule_unit_id",
                                     {{"place", std::string(place)},
                                      {"line", static_cast<std::int64_t>(unit.line)},
                                      {"element", std::string("unit")},
                                      {"found", unit.id}}});
        }
        take(unit, older);
      }
    }
    return std::move(report_);
  }

 private:
  void check(const XliffDocument& document, std::string_view place) const {
    const bool ours = std::any_of(document.files.begin(), document.files.end(),
                                  [&](const XliffFile& file) { return file.original == into_.document; });
    if (!ours) {
      const auto found = document.files.empty() ? std::string() : document.files.front().original.substr(0, 80);
      throw Error(Fault::input, {"translation.other_document",
                                 {{"place", std::string(place)}, {"found", found}, {"expected", into_.document}}});
    }
    const bool languages = primary(document.source_language) == into_.source_language.primary() &&
                           primary(document.target_language) == into_.target_language.primary();
    if (languages) return;
    throw Error(Fault::input, {"translation.other_language",
                               {{"place", std::string(place)},
                                {"source", document.source_language},
                                {"target", document.target_language},
                                {"expected_source", into_.source_language.text()},
                                {"expected_target", into_.target_language.text()}}});
  }

  void take(const XliffUnit& unit, bool older) {
    const auto found = segments_.find(unit.id);
    if (found == segments_.end()) return add(unit, Outcome::unknown, {"translation.import_unknown", {{"segment", unit.id}}});
    const auto& segment = *found->second;
    if (!same_source(segment.content, unit.source())) {
      return older ? add(unit, Outcome::source_changed, {"translation.import_source_changed", {}})
                   : add(unit, Outcome::source_edited, {"translation.import_source_edited", {}});
    }
    const auto written = unit.target();
    if (!written || joined(*written).empty()) return add(unit, Outcome::empty, {"translation.import_empty", {}});
    auto target = with_own_codes(segment.content, *written);
    const auto codes = check_codes(segment.content, target);
    if (codes.fault != CodeFault::none) return add(unit, Outcome::codes, message_of(codes));
    auto& entries = report_.entries;
    const auto known = entries.find(unit.id);
    const auto hash = segment.hash();
    if (known != entries.end() && known->second.target == target && known->second.source == hash) {
      return add(unit, Outcome::unchanged, {"translation.import_unchanged", {}});
    }
    if (is_untranslated(unit)) return add(unit, Outcome::empty, {"translation.import_empty", {}});
    entries.insert_or_assign(unit.id, Entry{unit.id, hash, std::move(target), State::translated});
    ++report_.taken;
    add(unit, Outcome::taken, {"translation.import_taken", {}});
  }

  /// A tool that fills untranslated targets with their source says so in the state.
  static bool is_untranslated(const XliffUnit& unit) {
    for (const auto& piece : unit.pieces) {
      if (piece.segment && piece.state != "initial" && piece.state != "new" && piece.state != "needs-translation") return false;
    }
    const auto target = unit.target();
    return target && joined(*target) == joined(unit.source());
  }

  static Message message_of(const CodeCheck& codes) {
    switch (codes.fault) {
      case CodeFault::missing:
        return {"translation.code_missing", {{"id", codes.id}}};
      case CodeFault::unknown:
        return {"translation.code_unknown", {{"id", codes.id}}};
      case CodeFault::doubled:
        return {"translation.code_doubled", {{"id", codes.id}}};
      case CodeFault::order:
      case CodeFault::none:
        break;
    }
    return {"translation.code_order", {{"id", codes.id}}};
  }

  void add(const XliffUnit& unit, Outcome outcome, Message message) {
    report_.segments.push_back({unit.id, outcome, unit.line, std::move(message)});
  }

  ImportTarget into_;
  std::unordered_map<std::string, const text::Segment*> segments_;
  ImportReport report_;
};

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::taken:
      return "taken";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::empty:
      return "empty";
    case Outcome::source_changed:
      return "source_changed";
    case Outcome::source_edited:
      return "source_edited";
    case Outcome::codes:
      return "codes";
    case Outcome::unknown:
      return "unknown";
  }
  return {};
}

ImportReport import_xliff(const XliffDocument& document, ImportTarget into, std::string_view place) {
  return Importer(std::move(into)).run(document, place);
}

}  // namespace chancery::translation
