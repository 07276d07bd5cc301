// What a reader types in: a verifier key, hash words of a key, or a printed checkpoint (origin, size, words).
import {hashWords, parseHashWords, sha256} from './bytes.js';
import {parseKey} from './note.js';

/** {key}, {words}, {printed: {origin, size, words}}, or null for what is none of them. */
export async function parseReliance(typed) {
  const text = typed.trim();
  const key = await parseKey(text);
  if (key) return {key};
  const words = parseHashWords(text);
  if (words) return {words};
  const match = /^(\S+)\s+(0|[1-9][0-9]{0,15})\s+([\s\S]+)$/.exec(text);
  const ofRoot = match && parseHashWords(match[3]);
  return ofRoot ? {printed: {origin: match[1], size: Number(match[2]), words: ofRoot}} : null;
}

export const keyWords = async key => hashWords(await sha256(key.text));
export const isOf = (printed, checkpoint) =>
  printed.origin === checkpoint.origin && printed.size === checkpoint.size && printed.words === hashWords(checkpoint.root);
