#!/usr/bin/env bash
# What is printed answers later: the cover sheet of a document from the site and from the command line, the sheet of the day, and the
# three lines of each taken to `ledger challenge`, in this office and in another one.
source "$(dirname "$0")/lib.sh"

# The printed checkpoint of a sheet, as somebody types it in.
printed_of() { perl -CSD -0777 -ne 'print $1 if m{<pre class="command" id="printed">(.*?)</pre>}s' "$1"; }

demonstration
serve
begin kyiv-utah
document=$id
log_in clerk
curl -sf -b "$jar" "$url/documents/$document/cover" >"$work/cover.html"
has "$(<"$work/cover.html")" '<svg class="qr"'
has "$(<"$work/cover.html")" "$document"
printed_of "$work/cover.html" >"$work/printed"
is 3 "$(grep -c . "$work/printed")" 'three lines are printed'

# Whoever runs the machine knows of no document; the sheet of the day is for who watches over the ledger.
is 403 "$(curl -s -o "$work/refused" -w '%{http_code}' -b "$jar" "$url/ledger/sheet")"
log_in administrator
is 404 "$(curl -s -o "$work/hidden" -w '%{http_code}' -b "$jar" "$url/documents/$document/cover")"
is 404 "$(curl -s -o "$work/unknown" -w '%{http_code}' -b "$jar" "$url/documents/$(printf 0%.0s {1..32})/cover")"
hidden=$(sed "s/$document//g" "$work/hidden") unknown=$(sed 's/0\{32\}//g' "$work/unknown")
is "$unknown" "$hidden" 'a document that is hidden answers like one that does not exist'
curl -sf -b "$jar" "$url/ledger/sheet" >"$work/site-sheet.html"
has "$(<"$work/site-sheet.html")" '<svg class="qr"'
stop

# The ledger grows, and continues what was printed before.
step clerk submit
as auditor ledger challenge "$work/printed"
is OK "$(json .result)"

# The command line writes the same pages, each whole in one file.
as clerk ledger sheet --document "$document" -o "$work/file.html"
is "$(sha256sum "$work/file.html" | cut -d' ' -f1)" "$(json .sha256)"
as auditor ledger sheet -o "$work/sheet.html"
for file in "$work/file.html" "$work/sheet.html"; do
  has "$(<"$file")" '<svg class="qr"'
  if grep -Eq '<script|src=|href="(/|https?:)' "$file"; then fail "$file asks for something from elsewhere"; fi
  printed_of "$file" >"$work/later"
  as auditor ledger challenge "$work/later"
  is OK "$(json .result)"
done
differs "$(<"$work/printed")" "$(<"$work/later")" 'the later sheet has the later checkpoint'
as_person 3 administrator ledger sheet --document "$document" -o "$work/none.html"
as_person 4 clerk ledger sheet -o "$work/none.html"
[[ ! -e $work/none.html ]] || fail 'a refused sheet was written'

# Another office does not know it.
run 0 init "$work/another" --demo
office=$work/another
as_person 8 auditor ledger challenge "$work/printed"
echo 'cover sheet: as it should be'
