#include "base/error.h"
#include "formats/xml_document.h"
#include "formats/xml_handles.h"

#include <libxml/c14n.h>

namespace chancery::formats {
namespace {

using OutputHandle = Handle<xmlOutputBuffer, xmlOutputBufferClose>;

/// Attributes and namespace declarations belong where their element belongs; libxml2 hands them over as nodes.
int is_below(void* top, xmlNodePtr node, xmlNodePtr parent) {
  const bool part_of_element = node->type == XML_ATTRIBUTE_NODE || node->type == XML_NAMESPACE_DECL;
  for (const xmlNode* at = part_of_element ? parent : node; at != nullptr; at = at->parent) {
    if (at == top) return 1;
  }
  return 0;
}

int mode_of(Canonicalization::Method method) {
  switch (method) {
    case Canonicalization::Method::inclusive:
      return XML_C14N_1_0;
    case Canonicalization::Method::inclusive_11:
      return XML_C14N_1_1;
    case Canonicalization::Method::exclusive:
      return XML_C14N_EXCLUSIVE_1_0;
  }
  return XML_C14N_1_0;
}

int append(void* context, const char* bytes, int size) {
  static_cast<Bytes*>(context)->append(bytes, static_cast<std::size_t>(size));
  return size;
}

/// The list that libxml2 takes: ended by a null pointer. `#default` is how the standard names the default namespace.
std::vector<xmlChar*> prefix_list(std::vector<std::string>& prefixes) {
  std::vector<xmlChar*> list;
  for (std::string& prefix : prefixes) list.push_back(reinterpret_cast<xmlChar*>(prefix.data()));
  list.push_back(nullptr);
  return list;
}

}  // namespace

Bytes XmlElement::canonical(const Canonicalization& how) const {
  auto* top = static_cast<xmlNode*>(const_cast<void*>(node_));
  Bytes result;
  auto prefixes = how.prefixes;
  auto list = prefix_list(prefixes);
  const bool exclusive = how.method == Canonicalization::Method::exclusive && !prefixes.empty();
  OutputHandle output(xmlOutputBufferCreateIO(append, nullptr, &result, nullptr));
  check_invariant(output != nullptr, "an output buffer is made");
  const xmlStructuredErrorFunc handler = xmlStructuredError;
  void* const context = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(nullptr, ignore_xml_error);
  const int written = xmlC14NExecute(top->doc, is_below, top, mode_of(how.method), exclusive ? list.data() : nullptr,
                                     how.comments ? 1 : 0, output.get());
  xmlSetStructuredErrorFunc(context, handler);
  const bool flushed = written >= 0 && xmlOutputBufferFlush(output.get()) >= 0;
  if (!flushed) throw Error(Fault::input, {"formats.xml_not_canonical", {{"place", std::string(name())}}});
  return result;
}

}  // namespace chancery::formats
