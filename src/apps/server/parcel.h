#pragma once

#include "base/bytes.h"
#include "formats/json.h"

#include <vector>

namespace chancery::server {

/// What goes over the local socket, either way: one JSON object and the files that belong to it, which are not put into
/// Base64 and parsed. On the wire: decimal sizes of all parts with a space between and a line feed, then the parts.
struct Parcel {
  formats::Json json;
  std::vector<Blob> files;
};

[[nodiscard]] Bytes write_parcel(const Parcel& parcel);
/// Throws: Error{Fault::input} for bytes that are no parcel.
[[nodiscard]] Parcel read_parcel(BytesView bytes);

}  // namespace chancery::server
