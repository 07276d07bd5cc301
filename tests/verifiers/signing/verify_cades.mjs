// PKI.js as a second opinion: node verify_cades.mjs SIGNATURE CONTENT ANCHOR → exit 0 when the first signer and its time stamp are
// accepted.
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto }));

const bytes = (path) => { const read = readFileSync(path); return read.buffer.slice(read.byteOffset, read.byteOffset + read.byteLength); };
const [signature, content, anchor] = process.argv.slice(2);
const pem = readFileSync(anchor, 'latin1').replace(/-----[^-]+-----/g, '');
const trusted = pkijs.Certificate.fromBER(Uint8Array.from(Buffer.from(pem, 'base64')).buffer);
const info = pkijs.ContentInfo.fromBER(bytes(signature));
const data = new pkijs.SignedData({ schema: info.content });
const verdict = await data.verify({ signer: 0, data: bytes(content), trustedCerts: [trusted], checkChain: false, extendedMode: true });
if (!verdict.signatureVerified) throw new Error(verdict.message);
if (!(await verdict.signerCertificate.verify(trusted))) throw new Error('the signer is not issued by the anchor');

const stamp = data.signerInfos[0].unsignedAttrs?.attributes.find((one) => one.type === '1.2.840.113549.1.9.16.2.14');
if (stamp) {
  const token = new pkijs.SignedData({ schema: new pkijs.ContentInfo({ schema: stamp.values[0] }).content });
  const accepted = await token.verify({ signer: 0, data: data.signerInfos[0].signature.valueBlock.valueHexView.slice().buffer,
    trustedCerts: [trusted], checkChain: false });
  if (!accepted) throw new Error('the time stamp is wrong');
}
console.log('accepted');
