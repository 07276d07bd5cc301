#include "engine/words.h"

#include "text/catalogue.h"

namespace chancery::engine {

formats::Json words_of(const Message& message) {
  return {{"key", message.key}, {"uk", text::say(text::Language::uk, message)}, {"en", text::say(text::Language::en, message)}};
}

}  // namespace chancery::engine
