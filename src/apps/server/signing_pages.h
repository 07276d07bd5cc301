#pragma once

#include "apps/server/site.h"

namespace chancery::server {

/// GET /signing: what waits for the reader's signature, and what they have signed.
[[nodiscard]] Response show_what_i_sign(Site& site, const Visit& visit);
/// GET /documents/{id}/sign/{act}: the very files, their hashes, and what the signer states besides.
[[nodiscard]] Response show_signing(Site& site, const Visit& visit);
/// POST there, with the signer's certificate: allots the request and leads to it.
[[nodiscard]] Response open_signing(Site& site, const Visit& visit);
/// GET /documents/{id}/sign/{act}/files.zip: the manifest and every file that it names.
[[nodiscard]] Response download_files(Site& site, const Visit& visit);
/// POST /documents/{id}/sign/{act}/elsewhere: a container or `.p7s` of another program over these files, and what its signer did
/// not sign: party, capacity, place; with an outside verifier's protocol where it cannot be verified here.
[[nodiscard]] Response take_elsewhere(Site& site, const Visit& visit);
/// GET /documents/{id}/signing/{request}: what to sign, how, and where the signature comes back.
[[nodiscard]] Response show_request(Site& site, const Visit& visit);
/// GET /documents/{id}/signing/{request}/to-sign.zip: the file for signing elsewhere, as `sign prepare` writes it.
[[nodiscard]] Response download_request(Site& site, const Visit& visit);
/// POST /documents/{id}/signing/{request}: a `.p7s` over the ASiCManifest, or the bare value over the signed attributes.
[[nodiscard]] Response finish_signing(Site& site, const Visit& visit);

}  // namespace chancery::server
