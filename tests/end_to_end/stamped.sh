#!/usr/bin/env bash
# While an office is served, a time server (`openssl ts`) stamps its checkpoints each hour in which steps were taken. The evidence
# of a document says between which stamps its entries lie to whoever trusts the server, and `openssl ts -verify` says it as well.
source "$(dirname "$0")/lib.sh"

mkdir "$work/clock"
(
  cd "$work/clock"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=SPECIMEN issuer' 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=SPECIMEN time server' 2>/dev/null
  printf 'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n' >extensions
  openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out tsa.pem 2>/dev/null
  cat >tsa.cnf <<'CNF'
[tsa]
default_tsa = server
[server]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
CNF
  echo 01 >serial
)
perl "$(dirname "$0")/time_server.pl" "$work/clock" >"$work/clock/port" &
clock=$!
trap 'kill "$clock" 2>/dev/null || true; finish' EXIT
within 10 test -s "$work/clock/port" || fail 'the time server does not listen'

demonstration
begin kyiv-utah
step clerk submit
serve --time-server "http://127.0.0.1:$(<"$work/clock/port")/"
stamped() { as auditor ledger verify && (($(json '.anchors | length') > 0)); }
within 30 stamped || fail 'no checkpoint was stamped'
size=$(json '.anchors[0].size')
token=$(json '.anchors[0].token')
as auditor ledger mailbox
is "$size" "$(json .token.size)"

as auditor evidence export "$id" -o "$work/evidence"
zip=$work/evidence/$id.evidence.zip
as auditor ledger checkpoint
json .verifier_key >"$work/key"
stop

# Whoever trusts the server is told the time; whoever does not is told that nobody judged it.
run 0 --json verify "$zip" --known "$work/key"
is not_done "$(json '.checks[] | select(.check == "time") | .result')"
run 0 --json verify "$zip" --known "$work/key" --trust "$work/clock/ca.pem"
is passed "$(json '.checks[] | select(.check == "time") | .result')"

# The same without us.
cd "$work"
unzip -q "$zip" -d evidence/open
is "$token" "$(sha256sum <"evidence/open/tokens/$size.tst" | cut -d ' ' -f 1)"
of() { if [[ -e evidence/open/checkpoints/$size ]]; then echo "evidence/open/checkpoints/$size"; else echo evidence/open/checkpoint; fi; }
(sed '/^$/q' "$(of)"; grep -m 1 '^— ' "$(of)") >stamped
openssl ts -verify -data stamped -in "evidence/open/tokens/$size.tst" -token_in -CAfile clock/ca.pem >/dev/null 2>&1 ||
  fail 'openssl does not accept the token'
sed -i '1s/./x/' stamped
! openssl ts -verify -data stamped -in "evidence/open/tokens/$size.tst" -token_in -CAfile clock/ca.pem >/dev/null 2>&1 ||
  fail 'openssl accepts the token over another checkpoint'
