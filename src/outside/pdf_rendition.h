#pragma once

#include "base/bytes.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace chancery::outside {

struct PdfLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t output = 100'000'000;    // bytes of any file that the program writes
  std::size_t memory = 8'000'000'000;  // address space of one process
  std::string program = "soffice";
};

/// The PDF that LibreOffice makes of a DOCX: in a child process with a folder of its own, an empty network namespace, limits and
/// a watchdog that ends it with all it has started. Without such a namespace it is not run at all: a document may name what it
/// wants fetched. Throws: Error{Fault::unavailable} when the program is not there, cannot be shut off from the network, or takes
/// too long; Error{Fault::input} when it fails, writes nothing or too much.
[[nodiscard]] Bytes convert_to_pdf(BytesView docx, const PdfLimits& limits = {});

/// Whether a program of that name can be found, so that what needs it can be left out in time.
[[nodiscard]] bool can_convert_to_pdf(const PdfLimits& limits = {});

}  // namespace chancery::outside
