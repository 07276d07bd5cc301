#include "apps/cli/signing_view.h"

#include "ledger/hash_words.h"

namespace chancery::cli {

void show_content(const Terminal& terminal, const evidence::ContentToSign& content, const std::string& act,
                  const std::string& capacity) {
  if (terminal.json()) return;
  terminal.tell(Message{"cli.to_sign", {{"act", act}, {"capacity", capacity}, {"words", ledger::hash_words(content.manifest)}}});
  for (const signing::SignedFile& file : content.files) {
    terminal.tell(Message{"cli.to_sign_file", {{"path", file.path}, {"sha256", file.sha256.hex()}}});
  }
}

}  // namespace chancery::cli
