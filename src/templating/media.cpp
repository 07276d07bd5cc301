#include "templating/media.h"

#include "base/sha256.h"
#include "formats/xml_writer.h"

#include <cmath>
#include <cstdint>

namespace chancery::templating {
namespace {

constexpr double emu_per_millimetre = 36'000;
/// Above the numbers that a word processor gives by itself, so that none stands twice.
constexpr std::size_t first_number = 900'000'000;

std::string emu(double millimetres) {
  return std::to_string(static_cast<std::int64_t>(std::llround(millimetres * emu_per_millimetre)));
}

}  // namespace

std::string Media::add(std::string_view part, const Picture& picture) {
  const auto hash = sha256(picture.content).hex().substr(0, 16);
  const auto name = "word/media/image-" + hash + "." + picture.extension;
  parts_.try_emplace(name, formats::AddedPart{name, "image/" + picture.extension, picture.content});
  const auto id = "rIdImage" + hash;
  relationships_.try_emplace(std::string(part) + "#" + id, formats::AddedRelationship{std::string(part), id, "image", name});
  return id;
}

/// ECMA-376 part 1 §20.4.2.8: a picture in the line of text.
std::string Media::drawing(std::string_view part, const Picture& picture, std::string_view prefix) {
  const auto id = add(part, picture);
  const auto number = std::to_string(first_number + ++drawings_);
  const auto extent = " cx=\"" + emu(picture.width) + "\" cy=\"" + emu(picture.height) + "\"/>";
  const auto words = formats::escape_xml(picture.alternative);
  const std::string element = std::string(prefix) + "drawing";
  return "<" + element +
         "><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" "
         "distB=\"0\" "
         "distL=\"0\" distR=\"0\"><wp:extent" +
         extent + "<wp:docPr id=\"" + number + "\" name=\"Image " + std::to_string(drawings_) + "\" descr=\"" + words +
         "\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "
         "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic "
         "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"" +
         number + "\" name=\"Image " + std::to_string(drawings_) + "\" descr=\"" + words +
         "\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:embed=\"" +
         id + "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext" + extent +
         "</a:xfrm><a:prstGeom "
         "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></" +
         element + ">";
}

void Media::put_into(formats::DocxChanges& changes) const {
  for (const auto& [name, part] : parts_) changes.added.push_back(part);
  for (const auto& [key, relationship] : relationships_) changes.relationships.push_back(relationship);
}

}  // namespace chancery::templating
