#!/usr/bin/env bash
# The commands that README.txt of an evidence file gives work with OpenSSL and coreutils alone, and fail when something changed.
source "$(dirname "$0")/lib.sh"
need openssl unzip sha256sum
cd "$work"

# A time server of our own: an issuer, and a certificate that may only stamp.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=SPECIMEN issuer' 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=SPECIMEN time server' 2>/dev/null
printf 'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n' >extensions
openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out tsa.pem 2>/dev/null
cat >tsa.cnf <<CNF
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

unzip -q "$sample/sample.evidence.zip" -d evidence
stamp() { (sed '/^$/q' "$1"; grep -m 1 '^— ' "$1"); }
stamp evidence/checkpoints/3 >stamped
openssl ts -query -data stamped -sha256 -cert -out query 2>/dev/null
openssl ts -reply -config tsa.cnf -queryfile query -token_out -out token 2>/dev/null
"$CHANCERY_SAMPLE_FILES" "$work/with-token" token
rm -rf evidence
unzip -q with-token/sample.evidence.zip -d evidence
cd evidence

# what README.txt says, word for word
commands() {
  (cd files && for f in *; do echo "$f  $f"; done | sha256sum -c) || return 1
  (printf '\060\052\060\005\006\003\053\145\160\003\041\000'; sed 's/.*+//' verifier-key | base64 -d | tail -c 32) |
    openssl pkey -pubin -inform DER -out ../key.pem || return 1
  sed '/^$/,$d' checkpoint >../text
  sed -n 's/^— [^ ]* //p' checkpoint | head -n 1 | base64 -d | tail -c 64 >../signature
  openssl pkeyutl -verify -pubin -inkey ../key.pem -rawin -in ../text -sigfile ../signature || return 1
  (sed '/^$/q' checkpoints/3; grep -m 1 '^— ' checkpoints/3) >../stamped
  openssl ts -verify -data ../stamped -in tokens/3.tst -token_in -CAfile ../ca.pem
}
accepted commands
# every line of them stands in README.txt
for line in 'sha256sum -c)' 'openssl pkeyutl -verify' "sed '/^\$/,\$d' checkpoint" 'openssl ts -verify'; do
  grep -qF "$line" README.txt || { echo "README.txt does not say: $line"; exit 1; }
done
leaf=$( (printf '\000'; cat entries/0.leaf) | sha256sum | cut -d ' ' -f 1)
[[ ${#leaf} == 64 ]]

change() { # FILE OFFSET
  cp "$1" ../kept
  flip "$1" "$2"
  refused "$1 at $2" commands
  cp ../kept "$1"
}
change checkpoint 3
change checkpoint 40
change checkpoints/3 5
change tokens/3.tst 300
change "files/$(cd files && ls | head -n 1)" 0
accepted commands
echo accepted, and refused when changed
