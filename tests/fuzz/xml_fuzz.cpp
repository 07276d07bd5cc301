// Any bytes: XML is refused with an Error, or its canonical form is a fixed point and its content survives a tree.
#include "base/error.h"
#include "formats/xml_document.h"
#include "formats/xml_tree.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace chancery;

namespace {

void check_canonical(const formats::XmlDocument& document) {
  try {
    const Bytes canonical = document.canonical();
    check_invariant(formats::XmlDocument::read(canonical, "fuzz").canonical() == canonical, "canonical XML is a fixed point");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "a document without canonical form is the fault of who sent it");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto document = formats::XmlDocument::read({reinterpret_cast<const char*>(data), size}, "fuzz");
    check_canonical(document);
    formats::XmlTree tree("root");
    tree.append_inner(tree.root(), document.root().inner(), "fuzz");
    check_invariant(tree.root().value() == document.root().text(), "content keeps its text");
  } catch (const Error& error) {
    check_invariant(error.fault() == Fault::input, "bad XML is the fault of who sent it");
  }
  return 0;
}
