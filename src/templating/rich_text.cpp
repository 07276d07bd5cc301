#include "templating/rich_text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace chancery::templating {
namespace {

bool is_safe_link(std::string_view link) {
  const bool scheme = link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:");
  return scheme && link.find_first_of(" \"\\<>{}\t\n") == std::string_view::npos;
}

/// The words of one paragraph.
class RunParser {
 public:
  explicit RunParser(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::optional<std::vector<RichRun>> parse(RichProblem& problem) {
    while (!rest_.empty()) {
      if (rest_.starts_with("**") && (bold_ || closes("**"))) {
        toggle(bold_, 2);
      } else if (rest_.starts_with('*') && !rest_.starts_with("**") && (italic_ || closes("*"))) {
        toggle(italic_, 1);
      } else if (const auto size = link_size(); size > 0) {
        if (!link(size, problem)) return std::nullopt;
      } else {
        if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
        take(1);
      }
    }
    end_run();
    return std::move(runs_);
  }

 private:
  /// A mark opens only where another one follows, with something between them.
  [[nodiscard]] bool closes(std::string_view mark) const {
    const auto end = rest_.find(mark, mark.size());
    return end != std::string_view::npos && end > mark.size() && rest_[mark.size()] != ' ';
  }

  void toggle(bool& state, std::size_t size) {
    end_run();
    state = !state;
    rest_.remove_prefix(size);
  }

  /// The length of `[words](target)` here; 0 when there is none.
  [[nodiscard]] std::size_t link_size() const {
    if (!rest_.starts_with('[')) return 0;
    const auto middle = rest_.find("](");
    const auto end = middle == std::string_view::npos ? middle : rest_.find(')', middle);
    return end == std::string_view::npos || middle == 1 ? 0 : end + 1;
  }

  /// False when the link leads where none may lead.
  bool link(std::size_t size, RichProblem& problem) {
    const auto middle = rest_.find("](");
    const auto target = rest_.substr(middle + 2, size - middle - 3);
    if (!is_safe_link(target)) {
      problem.link = target;
      return false;
    }
    end_run();
    runs_.push_back({std::string(rest_.substr(1, middle - 1)), bold_, italic_, std::string(target)});
    rest_.remove_prefix(size);
    return true;
  }

  void take(std::size_t size) {
    text_.append(rest_.substr(0, size));
    rest_.remove_prefix(std::min(size, rest_.size()));
  }

  void end_run() {
    if (!text_.empty()) runs_.push_back({std::exchange(text_, {}), bold_, italic_, {}});
  }

  std::string_view rest_;
  std::string text_;
  bool bold_ = false;
  bool italic_ = false;
  std::vector<RichRun> runs_;
};

/// The sign of a list item at the beginning of a line, and its length.
std::pair<RichBlock::Kind, std::size_t> item_sign(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ")) return {RichBlock::Kind::bullet, 2};
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool number = digits > 0 && digits < 4 && line.substr(digits).starts_with(". ");
  return number ? std::pair(RichBlock::Kind::number, digits + 2) : std::pair(RichBlock::Kind::paragraph, std::size_t{0});
}

struct Lines {
  RichBlock::Kind kind = RichBlock::Kind::paragraph;
  std::size_t number = 0;
  std::string text;
};

/// The blocks with their words not yet read; a line that goes on keeps its line break.
std::vector<Lines> split(std::string_view text) {
  std::vector<Lines> blocks;
  bool fresh = true;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      fresh = true;
      continue;
    }
    const auto [kind, size] = item_sign(line);
    if (kind == RichBlock::Kind::paragraph && !fresh) {
      blocks.back().text.append("\n").append(line);
      continue;
    }
    const bool goes_on = kind == RichBlock::Kind::number && !blocks.empty() && blocks.back().kind == kind;
    blocks.push_back({kind, goes_on ? blocks.back().number + 1 : 1, std::string(line.substr(size))});
    fresh = false;
  }
  return blocks;
}

}  // namespace

std::variant<std::vector<RichBlock>, RichProblem> parse_rich_text(std::string_view text) {
  std::vector<RichBlock> blocks;
  for (const auto& lines : split(text)) {
    RichProblem problem;
    auto runs = RunParser(lines.text).parse(problem);
    if (!runs) return problem;
    blocks.push_back({lines.kind, lines.kind == RichBlock::Kind::number ? lines.number : 0, *std::move(runs)});
  }
  return blocks;
}

}  // namespace chancery::templating
