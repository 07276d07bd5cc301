// Canonical JSON (RFC 8785) as FORMATS narrows it: read strictly, so that bytes and value are one.
import canonicalize from 'canonicalize';
import {Damage, decode, encode, same} from './bytes.js';

export const canonical = value => encode(canonicalize(value));

export function parseCanonical(bytes) {
  let value;
  try {
    value = JSON.parse(decode(bytes));
  } catch {
    throw new Damage('json');
  }
  if (value === null || typeof value !== 'object' || !same(canonical(value), bytes)) throw new Damage('json');
  return value;
}
