#include "text/story.h"

#include "text/characters.h"
#include "text/story_walker.h"

namespace chancery::text {

Story Story::walk(Bytes part, std::string_view place) {
  Story story(std::move(part), place);
  StoryWalker(story).walk();
  return story;
}

std::optional<std::uint32_t> Story::enclosing(std::uint32_t node, NodeKind kind) const {
  while (nodes_[node].kind != kind) {
    if (node == 0) return std::nullopt;
    node = nodes_[node].parent;
  }
  return node;
}

std::vector<std::uint32_t> Story::children(std::uint32_t node) const {
  std::vector<std::uint32_t> found;
  for (auto child = node + 1; child < nodes_[node].next; child = nodes_[child].next) found.push_back(child);
  return found;
}

/// A text element of a properties part as a paragraph with one run and one piece.
class PropertiesWalker {
 public:
  explicit PropertiesWalker(Story& story) : story_(story), reader_(story.part_, story.place_) {}

  void walk() {
    story_.nodes_.push_back({NodeKind::story, 0, 0, 0, {0, story_.part_.size()}, {0, story_.part_.size()}});
    std::size_t start = 0;
    while (reader_.next()) {
      const auto& token = reader_.token();
      if (token.kind == MarkupToken::Kind::start) start = token.bytes.end;
      if (token.kind == MarkupToken::Kind::text && token.bytes.begin == start && !trim(token.bytes.of(story_.part_)).empty()) {
        add(token.bytes);
      }
    }
    story_.nodes_.front().next = static_cast<std::uint32_t>(story_.nodes_.size());
  }

 private:
  void add(const ByteRange& bytes) {
    const auto node = static_cast<std::uint32_t>(story_.nodes_.size());
    const auto run = static_cast<std::uint32_t>(story_.runs_.size());
    const auto paragraph = static_cast<std::uint32_t>(story_.paragraphs_.size());
    story_.nodes_.push_back({NodeKind::paragraph, 0, node + 2, paragraph, bytes, bytes});
    story_.nodes_.push_back({NodeKind::run, node, node + 2, run, bytes, bytes});
    story_.runs_.push_back({node + 1, {bytes.begin, bytes.begin}, {bytes.begin, bytes.begin}, {}, {}, false});
    StoryParagraph one;
    one.node = node;
    one.pieces.push_back({StoryPiece::Kind::text, true, false, run, 0, bytes, bytes, {}});
    story_.paragraphs_.push_back(std::move(one));
  }

  Story& story_;
  MarkupReader reader_;
};

Story Story::walk_properties(Bytes part, std::string_view place) {
  Story story(std::move(part), place);
  story.properties_ = true;
  PropertiesWalker(story).walk();
  return story;
}

}  // namespace chancery::text
