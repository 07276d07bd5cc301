#!/usr/bin/env bash
# What keys/README.md leads to, as it is written there: signing elsewhere by one file, with our program and with openssl alone; a key
# on a token; the trusted path; what the verifier says about signatures that are not in a container.
source "$(dirname "$0")/lib.sh"

demonstration
trust=$office/trust
keys=$office/demonstration
key_of() { openssl pkcs12 -in "$keys/$1.p12" -passin "pass:$password" -nodes -nocerts 2>/dev/null; }
certificate_of() { openssl pkcs12 -in "$keys/$1.p12" -passin "pass:$password" -nokeys -clcerts 2>/dev/null; }
certificate_of head >"$work/head.cert.pem"
certificate_of partner >"$work/partner.cert.pem"

begin kyiv-utah
to_signing

# The trusted path shows what will be signed before it asks, and a wrong password signs nothing.
shown() { # PASSWORD
  "$program" --office "$office" --as head --password-fd 3 sign "$id" --party 1 --key "$keys/head.p12" --key-password-fd 4 \
    3<<<"$password" 4<<<"$1" >"$out" 2>"$err"
}
if shown wrong-password; then fail 'a wrong password signs'; fi
has "$(<"$err")" manifest.json
has "$(<"$err")" 'SHA-256'

# One file goes to the key, one comes back. The value is made by our program, without an office.
as head sign prepare "$id" --party 1 --certificate "$work/head.cert.pem" -o "$work/head.signing.zip"
run 0 --office "$work/none" sign value "$work/head.signing.zip" --key "$keys/head.p12" --key-password-fd 4 -o "$work/head.value" 4<<<"$password"
has "$(<"$err")" manifest.json
run 6 --office "$work/none" sign value "$work/head.signing.zip" --key "$keys/partner.p12" --key-password-fd 4 -o "$work/other.value" \
  4<<<"$password"
denied 6 '' head sign finish "$work/head.signing.zip" --value "$work/head.cert.pem"
as head sign finish "$work/head.signing.zip" --value "$work/head.value" --certificate "$work/head.cert.pem"
denied 4 '' head sign finish "$work/head.signing.zip" --value "$work/head.value"

# A file that was changed on the way is not signed.
cp "$work/head.signing.zip" "$work/changed.zip"
(cd "$work" && mkdir -p files && echo x >files/manifest.json && zip -q changed.zip files/manifest.json)
run 6 --office "$work/none" sign value "$work/changed.zip" --key "$keys/head.p12" --key-password-fd 4 -o "$work/other.value" 4<<<"$password"

# The other party makes its value with openssl alone.
as partner sign prepare "$id" --party 2 --certificate "$work/partner.cert.pem" -o "$work/partner.signing.zip"
(cd "$work" && unzip -q -o partner.signing.zip signed_attributes.der)
key_of partner | openssl dgst -sha256 -sign /dev/stdin -out "$work/partner.value" "$work/signed_attributes.der"
as partner sign finish "$work/partner.signing.zip" --value "$work/partner.value" --certificate "$work/partner.cert.pem"
as clerk document export "$id" "$work/exported"
run 0 verify --json --trust "$trust" "$work/exported/memorandum.asice"
is TOTAL-PASSED "$(json .verdict)"
is 'B-B B-B' "$(json '[.signatures[].level] | join(" ")')"
run 0 --language uk verify --trust "$trust" "$work/exported/memorandum.asice"
has "$(head -n 1 "$out")" 'Підпис дійсний.'

# A detached signature beside its file; over another one; with its content in it.
echo 'Ґ Є І Ї ’' >"$work/letter.txt"
key_of head >"$work/head.key.pem"
cms() { openssl cms -sign -cades -binary -in "$work/letter.txt" -signer "$work/head.cert.pem" -inkey "$work/head.key.pem" -outform DER "$@"; }
cms -out "$work/letter.txt.p7s"
run 0 verify --json --trust "$trust" "$work/letter.txt.p7s"
is TOTAL-PASSED "$(json .verdict)"
run 8 verify --json "$work/letter.txt.p7s"
run 1 verify --json --trust "$trust" --content "$work/head.cert.pem" "$work/letter.txt.p7s"
is HASH_FAILURE "$(json .sub)"
cms -nodetach -out "$work/letter.p7m"
run 0 verify --json --trust "$trust" "$work/letter.p7m"

# A key on a token, where softhsm2 is installed.
module=/usr/lib/softhsm/libsofthsm2.so
if [[ ! -e $module ]] || ! command -v softhsm2-util pkcs11-tool >/dev/null; then
  echo 'the part with a token was skipped: softhsm2 or opensc is not installed'
  exit 0
fi
mkdir "$work/tokens"
printf 'directories.tokendir = %s\n' "$work/tokens" >"$work/softhsm2.conf"
export SOFTHSM2_CONF=$work/softhsm2.conf
softhsm2-util --init-token --free --label office --so-pin 1357 --pin 2468 >/dev/null
openssl pkcs8 -topk8 -nocrypt -in "$work/head.key.pem" -out "$work/head.pkcs8.pem"
softhsm2-util --import "$work/head.pkcs8.pem" --token office --label seal --id 01 --pin 2468 >/dev/null
openssl x509 -in "$work/head.cert.pem" -outform DER -out "$work/head.cert.der"
pkcs11-tool --module "$module" --token-label office --login --pin 2468 --write-object "$work/head.cert.der" --type cert --label seal --id 01 \
  >/dev/null 2>&1
begin kyiv-washington
to_signing
address="pkcs11:token=office;object=seal?module-path=$module"
key_password=0000 denied 6 PIN head sign "$id" --party 1 --key "$address" --key-password-fd 4
key_password=2468 as head sign "$id" --party 1 --key "$address" --key-password-fd 4
denied 6 PIN head sign "$id" --party 1 --key "$address&pin-value=2468"
