#!/usr/bin/env bash
# Hostile packages are refused with a reason: within one second of processor time and 256 MB of memory, by `check`, `inspect` and `fill`.
source "$(dirname "$0")/../end_to_end/lib.sh"

hostile=$work/hostile
mkdir "$hostile"
good=$source_folder/templates/memorandum_of_understanding.docx

# parts DIR: an unpacked package with an empty body, to be spoiled.
parts() {
  mkdir -p "$1/_rels" "$1/word"
  printf '%s' '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' >"$1/[Content_Types].xml"
  printf '%s' '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>' >"$1/_rels/.rels"
}

# document NAME [-0]: a package whose body is what stdin says; stored, it passes the judgement of its ratio.
document() {
  local folder=$work/parts-$1
  parts "$folder"
  cat >"$folder/word/document.xml"
  (cd "$folder" && zip -q "${2:--6}" -X "$hostile/$1.docx" '[Content_Types].xml' _rels/.rels word/document.xml)
}

words='<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
end='</w:body></w:document>'

head -c 200 "$good" >"$hostile/truncated.docx"
head -c -30 "$good" >"$hostile/without_end.docx"
: >"$hostile/empty.docx"
{ printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'; head -c 65536 /dev/zero; } >"$hostile/ole.docx"
(cd "$work" && parts plain && printf '%s<w:p/>%s' "$words" "$end" >plain/word/document.xml && cd plain && zip -qXP secret "$hostile/encrypted.docx" -r .)
{ printf '%s<w:p><w:r><w:t>' "$words"; head -c 120000000 /dev/zero | tr '\0' 'x'; printf '</w:t></w:r></w:p>%s' "$end"; } | document bomb
perl -e 'print $ARGV[0], "<w:p>" x 100000, "</w:p>" x 100000, $ARGV[1]' "$words" "$end" | document deep -0
perl -e 'print $ARGV[0], "<w:p/>" x 1000001, $ARGV[1]' "$words" "$end" | document many -0
perl -e 'print $ARGV[0], "<w:p><w:r><w:t>{a}</w:t></w:r></w:p>" x 100000, $ARGV[1]' "$words" "$end" | document tags -0
perl -e 'print $ARGV[0], "<w:tbl>", "<w:tr><w:tc><w:p><w:r><w:t>{a</w:t></w:r></w:p></w:tc></w:tr>" x 30000, "</w:tbl>", $ARGV[1]' "$words" "$end" | document rows -0
perl -e 'print $ARGV[0], "<w:sdt><w:sdtPr><w:tag w:val=\"a\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>" x 100000, $ARGV[1]' "$words" "$end" | document controls -0
perl -e 'print "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ", join(" ", map {"w:a$_=\"\""} 1 .. 20000), "/>"' | document attributes
printf '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>%s<w:p><w:r><w:t>&b;</w:t></w:r></w:p>%s' "$words" "$end" | document laughs
printf '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">%s%s' "$words" "$end" | document external
printf '%s<w:p>' "$words" | document unclosed
printf '\xff\xfe<' | document utf_16
perl -e 'print $ARGV[0], "<w:p><w:r><w:t>", "{#a}" x 20000, "</w:t></w:r></w:p>", $ARGV[1]' "$words" "$end" | document unclosed_blocks

# An entry that says another size than it has, and one that lies over another.
perl -e 'local $/; open F, "<", $ARGV[0]; binmode F; $_ = <F>; my $at = rindex $_, "PK\x01\x02"; substr($_, $at + 24, 4) = pack "V", 7; print' "$good" >"$hostile/lying_size.docx"
perl -e 'local $/; open F, "<", $ARGV[0]; binmode F; $_ = <F>; my $at = rindex $_, "PK\x01\x02"; substr($_, $at + 42, 4) = pack "V", 0; print' "$good" >"$hostile/overlap.docx"
# 100,000 entries, and as many as ZIP can name without ZIP64.
for count in 65000 100000; do
  perl -e 'binmode STDOUT; my ($n, $off, $local, $central) = ($ARGV[0], 0, "", "");
    for my $i (1 .. $n) { my $name = "e$i"; my $f = pack("v5V3v2", 20, 0, 0, 0, 33, 0, 0, 0, length $name, 0);
      $central .= "PK\x01\x02" . pack("v", 20) . $f . pack("v3V2", 0, 0, 0, 0, $off) . $name; $local .= "PK\x03\x04$f$name"; $off = length $local; }
    print $local, $central, "PK\x05\x06", pack("v4V2v", 0, 0, $n & 0xFFFF, $n & 0xFFFF, length $central, $off, 0)' "$count" >"$hostile/entries_$count.docx"
done

if [[ -d ${CHANCERY_SUITES:-}/docx/hostile ]]; then cp "$CHANCERY_SUITES"/docx/hostile/*.docx "$hostile/"; else echo 'skipped: the published suites are not beside this checkout'; fi
printf '{}' >"$work/data.json"

# limited COMMAND…: one second of processor time, 256 MB of memory; the status is in $status.
limited() {
  status=0
  (ulimit -t 1 && ulimit -d 262144 && exec "$program" --language en "$@" >"$out" 2>"$err") || status=$?
}

for file in "$hostile"/*.docx; do
  for command in check inspect fill; do
    arguments=(template "$command" "$file")
    [[ $command == fill ]] && arguments+=(--data "$work/data.json" -o "$work/filled.docx")
    limited "${arguments[@]}"
    [[ $status -le 8 ]] || fail "$command $(basename "$file"): status $status, $(head -c 300 "$err")"
    case $(basename "$file") in
      51921-Word-Crash067.docx) ;; # a sound package for us
      unclosed_blocks.docx | rows.docx | tags.docx) [[ $command == inspect || $status -ne 0 ]] || fail "$command $(basename "$file") was taken for sound" ;;
      *) [[ $status -ne 0 && -s $err ]] || fail "$command $(basename "$file") was not refused with a reason" ;;
    esac
  done
done
