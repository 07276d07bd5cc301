#!/usr/bin/env bash
# Signatures that other programs make over the same files: a `.p7s` over manifest.json and a container, both by openssl and zip alone.
# They are verified, kept whole, count for their party, and are found again by the ledger, in the evidence and by an auditor.
source "$(dirname "$0")/lib.sh"

demonstration
trust=$office/trust
keys=$office/demonstration
for name in head partner partner2; do
  openssl pkcs12 -in "$keys/$name.p12" -passin "pass:$password" -nodes -nocerts -out "$work/$name.key.pem" 2>/dev/null
  openssl pkcs12 -in "$keys/$name.p12" -passin "pass:$password" -nokeys -clcerts -out "$work/$name.cert.pem" 2>/dev/null
done
signed_by() { # NAME FILE OUT
  openssl cms -sign -cades -binary -in "$2" -signer "$work/$1.cert.pem" -inkey "$work/$1.key.pem" -outform DER -out "$3"
}

begin kyiv-utah
to_signing
as clerk document export "$id" "$work/unsigned"
mkdir "$work/files"
(cd "$work/files" && unzip -q "$work/unsigned/memorandum.asice" -x mimetype)

# A container as Diia makes it: one ASiCManifest that lists every file, one signature over it; its names are its own.
container_by() { # NAME OUT
  local path list=''
  rm -rf "$work/diia" && mkdir -p "$work/diia/META-INF" && cp -r "$work/files/." "$work/diia"
  printf 'application/vnd.etsi.asic-e+zip' >"$work/diia/mimetype"
  while IFS= read -r path; do
    list+="<asic:DataObjectReference URI=\"$path\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
    list+="<ds:DigestValue>$(openssl dgst -sha256 -binary "$work/files/$path" | openssl base64 -A)</ds:DigestValue></asic:DataObjectReference>"
  done < <(cd "$work/files" && find . -type f -printf '%P\n' | sort)
  printf '<?xml version="1.0" encoding="UTF-8"?>\n%s%s%s%s' \
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' \
    '<asic:SigReference URI="META-INF/signature001.p7s" MimeType="application/x-pkcs7-signature"/>' "$list" '</asic:ASiCManifest>' \
    >"$work/diia/META-INF/ASiCManifest001.xml"
  signed_by "$1" "$work/diia/META-INF/ASiCManifest001.xml" "$work/diia/META-INF/signature001.p7s"
  rm -f "$2"
  (cd "$work/diia" && zip -q -X -0 "$2" mimetype && zip -q -X -r "$2" . -x mimetype)
}
container_by partner "$work/diia.asice"
run 0 verify --json --trust "$trust" "$work/diia.asice"
is TOTAL-PASSED "$(json .verdict)"

# A container with a changed file, one over fewer files, one by somebody unknown here: refused, and nothing is kept.
hand_in() { denied "$1" "$2" partner sign elsewhere "$id" --party 2 --capacity 'Lieutenant Governor' --file "$3"; }
signed_by partner "$work/files/manifest.json" "$work/good.p7s"
signed_by partner "$work/diia.asice" "$work/other.p7s"
hand_in 4 elsewhere.broken "$work/other.p7s"
head -c 400 "$work/good.p7s" >"$work/half.p7s"
hand_in 4 elsewhere.broken "$work/half.p7s"
echo 'more' >"$work/files/more.txt"
container_by partner "$work/more.asice"
hand_in 4 elsewhere.other_files "$work/more.asice"
rm "$work/files/more.txt"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=Невідома Особа' -days 30 \
  -keyout "$work/unknown.key.pem" -out "$work/unknown.cert.pem" 2>/dev/null
container_by unknown "$work/unknown.asice"
hand_in 4 elsewhere.undecided "$work/unknown.asice"
as clerk document show "$id" --json
is 0 "$(json '.signatures | length')"

# The container counts for the second party, the bare signature for the first; neither is merged into ours.
as partner sign elsewhere "$id" --party 2 --capacity 'Lieutenant Governor' --place 'Salt Lake City' --file "$work/diia.asice"
signed_by head "$work/files/manifest.json" "$work/head.p7s"
denied 4 elsewhere.broken head sign elsewhere "$id" --party 1 --capacity 'Начальник ОВА' --file "$work/other.p7s"
as head sign elsewhere "$id" --party 1 --capacity 'Начальник ОВА' --file "$work/head.p7s"
as clerk document show "$id" --json
is 'verified verified' "$(json '[.signatures[].kind] | join(" ")')"
is '0 0' "$(json '[.signatures[].slot | tostring] | join(" ")')"
has "$(json '.configuration | tostring')" signed
is 'evidence-1.asice evidence-2.p7s' "$(json '[.evidence[].path] | join(" ")')"
for file in diia.asice head.p7s; do
  hash=$(sha256sum "$work/$file" | cut -d' ' -f1)
  has "$(json '[.signatures[].file.sha256] | join(" ")')" "$hash"
done

# Whoever verifies the ledger and the evidence meets them.
as auditor ledger verify --replay
as auditor evidence export "$id" -o "$work/evidence"
zip=$work/evidence/$id.evidence.zip
mkdir "$work/held"
unzip -q "$zip" -d "$work/held"
found=$(find "$work/held" -type f -exec sha256sum {} + | cut -d' ' -f1)
for file in diia.asice head.p7s; do has "$found" "$(sha256sum "$work/$file" | cut -d' ' -f1)"; done
"$program" --office "$office" ledger checkpoint --json | jq -r .verifier_key >"$work/key"
run 0 --json verify "$zip" --known "$work/key" --trust "$trust"
is TOTAL-PASSED "$(json .verdict)"
has "$(json '.checks[] | select(.check == "signatures") | .text')" 'containers: 3'
is 2 "$(json '.signatures | length')" 'the container of the other program and the bare signature are judged'
has "$(json '[.signatures[].words] | unique | join(" ")')" 'recorded by the office, not signed'
is passed "$(json '.checks[] | select(.check == "replay") | .result')"
echo 'made elsewhere: as it should be'
