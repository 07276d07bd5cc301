#include "apps/server/origin.h"

namespace chancery::server {

bool is_from_our_pages(const Request& request) {
  const auto& headers = request.head.headers;
  if (const auto site = headers.find("sec-fetch-site")) return *site == "same-origin" || *site == "none";
  const auto origin = headers.find("origin");
  if (!origin) return true;
  const auto scheme_end = origin->find("://");
  return scheme_end != origin->npos && origin->substr(scheme_end + 3) == headers.find("host").value_or("");
}

bool same_secret(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned difference = 0;
  for (std::size_t at = 0; at < left.size(); ++at) {
    difference |= static_cast<unsigned char>(left[at]) ^ static_cast<unsigned>(static_cast<unsigned char>(right[at]));
  }
  return difference == 0;
}

}  // namespace chancery::server
