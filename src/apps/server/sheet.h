#pragma once

#include "apps/server/desk.h"

#include <string_view>

namespace chancery::server {

/// A page for paper: the template that makes it, and its model.
struct Sheet {
  std::string_view page;
  formats::Json model;
};

/// What lies on a document that leaves the office: what it is, its hashes, the newest checkpoint as text and as a QR code, and
/// how both are checked.
[[nodiscard]] Sheet cover_sheet(const Desk& desk, const engine::Caller& caller, const DocumentId& id, text::Language language);
/// The newest checkpoint, and what was done today in numbers.
[[nodiscard]] Decision<Sheet> daily_sheet(const Desk& desk, const engine::Caller& caller, text::Language language);

/// A sheet as a file that needs no other: the style of the pages stands inside.
[[nodiscard]] Bytes write_sheet(const Desk& desk, const Sheet& sheet, text::Language language);

}  // namespace chancery::server
