#!/usr/bin/env bash
# The day's checkpoint leaves the office: a letter to a mailbox outside, written while the office is served; from the letter alone a
# stranger says later whether the ledger goes on from there, and that another one does not.
source "$(dirname "$0")/lib.sh"

demonstration
as_person 6 administrator ledger mailbox 'no address'
as_person 4 clerk ledger mailbox archive@example.org
as administrator ledger mailbox
is null "$(jq -r .last "$out")"
as administrator ledger mailbox archive@example.org
is archive@example.org "$(json .mailbox)"

serve
begin kyiv-utah
left() { compgen -G "$office/outgoing/checkpoint-*.eml" >/dev/null; }
within 30 left || fail 'no letter with a checkpoint'
as administrator ledger mailbox
size=$(json .last.size)
has "$(curl -sf "$url/login")" '<form'
stop

# What the letter holds: the three printed lines, and the signed checkpoint.
letter=$(compgen -G "$office/outgoing/checkpoint-*.eml" | head -n 1)
perl -MMIME::Base64 -0777 -ne 'my ($b) = /boundary="?([^"\r\n;]+)"?/; for (split /--\Q$b\E/) { my ($h, $t) = split /\r?\n\r?\n/, $_, 2;
  print decode_base64($t), "\n" if $h =~ /base64/i }' "$letter" >"$work/text"
grep -q "^$size$" "$work/text" || fail "the letter does not say the size $size"
grep -m1 -A2 '/e1$' "$work/text" >"$work/printed"

# Later the office answers the letter; another one does not.
step clerk submit
as auditor ledger challenge "$work/printed"
is OK "$(json .result)"
run 0 init "$work/another" --demo
office=$work/another
as_person 8 auditor ledger challenge "$work/printed"
