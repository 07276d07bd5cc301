#include "text/normal_form.h"

#include "base/error.h"
#include "formats/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cstdint>

namespace chancery::text {

std::string to_nfc(std::string_view text) {
  if (!formats::is_utf8(text)) throw Error(Fault::input, {"text.not_utf8", {}});
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (U_SUCCESS(status)) {
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  }
  if (U_FAILURE(status)) throw Error(Fault::environment, {"text.not_utf8", {}});
  return result;
}

}  // namespace chancery::text
