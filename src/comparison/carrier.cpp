#include "comparison/carrier.h"

#include "base/error.h"
#include "formats/opc.h"
#include "formats/xml_writer.h"

#include <algorithm>

namespace chancery::comparison {
namespace {

using text::MarkupTree;

constexpr std::size_t first_list = 90'000;

/// The value of an attribute that begins at `at` with its name: where the value stands.
text::ByteRange value_range(std::string_view bytes, std::size_t at) {
  const auto quote = bytes.find_first_of("\"'", at);
  if (quote == std::string_view::npos) return {bytes.size(), bytes.size()};
  const auto end = bytes.find(bytes[quote], quote + 1);
  return {quote + 1, end == std::string_view::npos ? quote + 1 : end};
}

std::string root_relative(std::string_view part, const std::string& target) {
  std::string up;
  for (const char one : part) {
    if (one == '/') up += "../";
  }
  return up + target;
}

}  // namespace

Bytes Carrier::root_tag(const MarkupTree& now, const MarkupTree& old) {
  Bytes tag(now.bytes(now[MarkupTree::root].start));
  std::map<std::string, std::string> known;
  for (const auto& one : text::attributes_in(now.bytes(now[MarkupTree::root].start))) known.emplace(one.qualified, one.raw);
  Bytes added;
  for (const auto& one : text::attributes_in(old.bytes(old[MarkupTree::root].start))) {
    const bool declares = one.qualified.starts_with("xmlns");
    const auto found = known.find(std::string(one.qualified));
    if (declares && found != known.end() && found->second != one.raw) {
      throw Error(Fault::input, {"comparison.dialects_differ", {{"prefix", std::string(one.qualified)}}});
    }
    if (found == known.end() && (declares || one.name == "Ignorable")) {
      added.append(" ").append(one.qualified).append("=\"").append(one.raw).append("\"");
    } else if (one.name == "Ignorable" && found->second != one.raw) {
      std::string all = found->second;
      for (std::size_t at = 0; at < one.raw.size();) {
        const auto end = std::min(one.raw.find(' ', at), one.raw.size());
        const auto prefix = std::string(one.raw.substr(at, end - at));
        if ((" " + all + " ").find(" " + prefix + " ") == std::string::npos) all += " " + prefix;
        at = end + 1;
      }
      const auto place = tag.find(found->second, tag.find("Ignorable"));
      if (place != Bytes::npos) tag.replace(place, found->second.size(), all);
    }
  }
  const bool customary = now[MarkupTree::root].qualified.starts_with("w:");  // what is written says `w:`, as every office does
  if (!customary || now[MarkupTree::root].qualified != old[MarkupTree::root].qualified) {
    throw Error(Fault::input, {"comparison.dialects_differ", {{"prefix", std::string(old[MarkupTree::root].qualified)}}});
  }
  const auto end = tag.ends_with("/>") ? tag.size() - 2 : tag.size() - 1;
  return tag.insert(end, added);
}

Bytes Carrier::carry(std::string_view bytes, std::string_view old_part, std::string_view new_part) {
  Bytes out;
  std::size_t done = 0;
  const auto replace = [&](const text::ByteRange& range, const std::string& value) {
    out.append(bytes.substr(done, range.begin - done)).append(formats::escape_xml(value));
    done = range.end;
  };
  for (auto at = bytes.find_first_of(" <"); at != std::string_view::npos; at = bytes.find_first_of(" <", at + 1)) {
    const auto rest = bytes.substr(at);
    if (rest.starts_with(" r:")) {
      const auto range = value_range(bytes, at);
      replace(range, relationship(text::resolve_references(range.of(bytes)), old_part, new_part));
    } else if (rest.starts_with("<w:numId ")) {
      const auto range = value_range(bytes, at);
      replace(range, list(std::string(range.of(bytes))));
    } else if (rest.starts_with("<w:pStyle ") || rest.starts_with("<w:rStyle ") || rest.starts_with("<w:tblStyle ")) {
      need_style(std::string(value_range(bytes, at).of(bytes)));
    }
  }
  out.append(bytes.substr(done));
  return out;
}

std::string Carrier::relationship(const std::string& id, std::string_view old_part, std::string_view new_part) {
  const auto key = std::string(old_part) + "\n" + std::string(new_part) + "\n" + id;
  const auto known = carried_ids_.find(key);
  if (known != carried_ids_.end()) return known->second;
  const auto& all = old_.relationships_of(old_part);
  const auto found = all.find(id);
  if (found == all.end()) return id;
  const auto means = old_.target_of(old_part, id);
  for (const auto& [other, relationship] : now_.relationships_of(new_part)) {
    if (relationship.type != found->second.type || relationship.external != found->second.external) continue;
    if (now_.target_of(new_part, other) == means) return carried_ids_.emplace(key, other).first->second;
  }
  AddedRelationship added{"rIdOld" + std::to_string(++count_), found->second.type, found->second.target, found->second.external};
  const bool inside = !added.external && old_.package().archive().find(added.target) != nullptr;
  if (inside) added.target = root_relative(new_part, add_part(added.target, old_.package().content_types().of(added.target)));
  relationships_[std::string(new_part)].push_back(added);
  return carried_ids_.emplace(key, added.id).first->second;
}

std::string Carrier::add_part(const std::string& name, std::string_view type) {
  auto content = old_.package().part(name);
  const auto dot = name.rfind('.');
  const auto slash = name.rfind('/');
  std::string free = name;
  for (std::size_t again = 1; now_.package().archive().find(free) != nullptr || added_parts_.count(free) != 0; ++again) {
    const auto known = added_parts_.find(free);
    if (known != added_parts_.end() && known->second == content) return free;
    const auto cut = dot == std::string::npos || (slash != std::string::npos && dot < slash) ? name.size() : dot;
    free = name.substr(0, cut) + "_old" + std::to_string(again) + name.substr(cut);
  }
  content_types_[free] = std::string(type);
  added_parts_.emplace(free, std::move(content));
  return free;
}

std::string Carrier::list(const std::string& number) {
  if (number == "0" || number.empty()) return number;
  const auto known = lists_.find(number);
  if (known != lists_.end()) return known->second;
  const auto& definition = old_.list_of(number);
  if (definition.empty()) return number;
  if (!now_.package().numbering_part()) {
    for (const auto& [id, one] : old_.relationships_of(old_.package().document_part())) {
      if (one.kind() == "numbering") (void)relationship(id, old_.package().document_part(), now_.package().document_part());
    }
    return lists_.emplace(number, number).first->second;
  }
  const auto tree = MarkupTree::read(now_.package().part(*now_.package().numbering_part()), "numbering");
  for (const auto node : tree.children(MarkupTree::root)) {
    if (tree[node].name != "num") continue;
    const auto id = tree.own_attribute(node, "numId").value_or("");
    if (now_.list_of(id) == definition) return lists_.emplace(number, id).first->second;
  }
  added_lists_.push_back(number);
  return lists_.emplace(number, std::to_string(first_list + added_lists_.size())).first->second;
}

void Carrier::need_style(const std::string& id) {
  if (now_.styles().count(id) != 0 || old_.styles().count(id) == 0) return;
  styles_.insert(id);
}

std::map<std::string, Bytes> Carrier::parts() const {
  auto all = added_parts_;
  for (const auto& [part, added] : relationships_) all[formats::relationships_part(part)] = with_relationships(part);
  if (!styles_.empty() && now_.package().styles_part()) all[*now_.package().styles_part()] = with_styles();
  if (!added_lists_.empty() && now_.package().numbering_part()) all[*now_.package().numbering_part()] = with_lists();
  if (!content_types_.empty()) all[std::string(formats::ContentTypes::part_name)] = with_content_types();
  return all;
}

Bytes Carrier::with_relationships(const std::string& part) const {
  const auto name = formats::relationships_part(part);
  Bytes rels = now_.package().archive().find(name) != nullptr
                   ? now_.package().part(name)
                   : Bytes(
                         "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
                         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
  const auto tree = MarkupTree::read(rels, name);
  const auto& root = tree[MarkupTree::root];
  const auto prefix = root.qualified.substr(0, root.qualified.size() - root.name.size());
  Bytes added;
  for (const auto& one : relationships_.at(part)) {
    added.append("<").append(prefix).append("Relationship Id=\"").append(one.id).append("\" Type=\"");
    added.append(formats::escape_xml(one.type)).append("\" Target=\"").append(formats::escape_xml(one.target)).append("\"");
    added.append(one.external ? " TargetMode=\"External\"/>" : "/>");
  }
  if (root.start.end == root.bytes.end) {
    rels.replace(root.bytes.end - 2, 2, ">" + added + "</" + std::string(root.qualified) + ">");
  } else {
    rels.insert(root.content.end, added);
  }
  return rels;
}

Bytes Carrier::with_content_types() const {
  Bytes types = now_.package().part(formats::ContentTypes::part_name);
  const auto tree = MarkupTree::read(types, "[Content_Types].xml");
  const auto& root = tree[MarkupTree::root];
  const auto prefix = root.qualified.substr(0, root.qualified.size() - root.name.size());
  Bytes added;
  for (const auto& [part, type] : content_types_) {
    if (now_.package().content_types().of(part) == type) continue;
    added.append("<").append(prefix).append("Override PartName=\"/").append(formats::escape_xml(part));
    added.append("\" ContentType=\"").append(formats::escape_xml(type)).append("\"/>");
  }
  return types.insert(root.content.end, added);
}

/// Definitions stand before the lists that use them.   Standard: ECMA-376 part 1 §17.9.
Bytes Carrier::with_lists() const {
  const auto old = MarkupTree::read(old_.package().part(*old_.package().numbering_part()), "numbering");
  Bytes definitions;
  Bytes lists;
  for (std::size_t index = 0; index < added_lists_.size(); ++index) {
    const auto fresh = std::to_string(first_list + index + 1);
    for (const auto node : old.children(MarkupTree::root)) {
      if (old[node].name != "num" || old.own_attribute(node, "numId") != added_lists_[index]) continue;
      const auto abstract = old.child(node, "abstractNumId");
      const auto id = abstract ? old.own_attribute(*abstract, "val").value_or("") : std::string();
      for (const auto other : old.children(MarkupTree::root)) {
        if (old[other].name != "abstractNum" || old.own_attribute(other, "abstractNumId") != id) continue;
        definitions += "<w:abstractNum w:abstractNumId=\"" + fresh + "\">";
        definitions.append(old.bytes(old[other].content)).append("</w:abstractNum>");
      }
      lists += "<w:num w:numId=\"" + fresh + "\"><w:abstractNumId w:val=\"" + fresh + "\"/>";
      for (const auto child : old.children(node)) {
        if (old[child].name == "lvlOverride") lists.append(old.bytes(old[child].bytes));
      }
      lists += "</w:num>";
    }
  }
  Bytes part = now_.package().part(*now_.package().numbering_part());
  const auto tree = MarkupTree::read(part, "numbering");
  auto place = tree[MarkupTree::root].content.end;
  for (const auto node : tree.children(MarkupTree::root)) {
    if (tree[node].name == "num") {
      place = tree[node].bytes.begin;
      break;
    }
  }
  auto end = tree[MarkupTree::root].content.end;
  for (const auto node : tree.children(MarkupTree::root)) {
    if (tree[node].name == "numIdMacAtCleanup") end = tree[node].bytes.begin;
  }
  part.insert(end, lists);
  part.insert(place, definitions);
  return part;
}

Bytes Carrier::with_styles() const {
  const auto old = MarkupTree::read(old_.package().part(*old_.package().styles_part()), "styles");
  Bytes added;
  for (const auto node : old.children(MarkupTree::root)) {
    if (old[node].name != "style" || styles_.count(old.own_attribute(node, "styleId").value_or("")) == 0) continue;
    Bytes style(old.bytes(old[node].bytes));
    const auto mark = style.find(" w:default=\"1\"");
    if (mark != Bytes::npos && mark < style.find('>')) style.erase(mark, std::string_view(" w:default=\"1\"").size());
    added += style;
  }
  Bytes part = now_.package().part(*now_.package().styles_part());
  const auto tree = MarkupTree::read(part, "styles");
  return part.insert(tree[MarkupTree::root].content.end, added);
}

}  // namespace chancery::comparison
