// Receipt codes as the protocol describes them (app/sealing/PROTOCOL.md, "Receipt code"), for codes that nobody was given.
import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VERSION = 1n;
/** x⁷ + x³ + 1 over GF(2). */
const MODULUS = 0b10001001n;
const BITS = 140n;

/** A code without typing errors that belongs to no conversation. */
export function strangersCode() {
  const secret = BigInt(`0x${randomBytes(16).toString('hex')}`);
  const code = ((VERSION << 128n) | secret) << 7n;
  const bits = code | remainder(code);
  const characters = Array.from({ length: 28 }, (_, at) => ALPHABET[Number((bits >> (135n - 5n * BigInt(at))) & 31n)]);
  return characters.join('').match(/.{4}/g).join('-');
}

function remainder(code) {
  for (let at = BITS - 1n; at >= 7n; at -= 1n) {
    if ((code >> at) & 1n) code ^= MODULUS << (at - 7n);
  }
  return code;
}
