# Writes OUTPUT: every file of FILES as bytes, named by its path below ROOT (see chancery_embed in modules.cmake).
# `.incbin` leaves the bytes to the assembler: the compiler never reads them, however large they are.
set(text "#include \"base/embedded_file.h\"\n\n#include <array>\n\n")
set(table "")
set(index 0)
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH name ${ROOT} ${file})
  file(SIZE ${file} size)
  string(APPEND text "asm(\".section .rodata\\n.balign 16\\n\"\n    \"chancery_embedded_${NAMESPACE}_${index}:\\n.incbin \\\"${file}\\\"\\n.byte 0\\n.text\\n\");\n")
  string(APPEND text "extern \"C\" const char embedded_${index}[] asm(\"chancery_embedded_${NAMESPACE}_${index}\");\n")
  string(APPEND table "    {\"${name}\", {embedded_${index}, ${size}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(REPLACE "::" "__" text "${text}")
file(WRITE ${OUTPUT} "${text}
namespace ${NAMESPACE} {
std::span<const chancery::EmbeddedFile> embedded_files() {
  static const std::array<chancery::EmbeddedFile, ${index}> files{{
${table}  }};
  return files;
}
}  // namespace ${NAMESPACE}
")
