/**
 * SHA-512 of bytes, for seeds of random that are texts. Numbers of the host, no objects.
 *
 * The constants are the first 64 bits of the fractional parts of cube and square roots of primes, and are computed.
 *
 * Source: FIPS 180-4.
 */
const MASK = 2n ** 64n - 1n;
const ROUNDS = 80;

/** The first `n` primes. */
function primes(n: number): bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < n; candidate++) {
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  }
  return found;
}

/** The first 64 bits behind the point of the k-th root of a number. */
function rootBits(n: bigint, k: bigint): bigint {
  const target = n << (64n * k);
  let low = 0n, high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** k <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;

/** The message with a one bit, zeros and its length behind it: a multiple of 128 bytes. */
function pad(message: Uint8Array): Uint8Array {
  const length = Math.ceil((message.length + 17) / 128) * 128;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(length - 8, BigInt(message.length) * 8n);
  return padded;
}

/** The 64 bytes of a message's hash. */
export function sha512(message: Uint8Array): Uint8Array {
  const constants = primes(ROUNDS).map((prime) => rootBits(prime, 3n));
  const state = primes(8).map((prime) => rootBits(prime, 2n));
  const view = new DataView(pad(message).buffer);
  for (let block = 0; block < view.byteLength; block += 128) addBlock(state, constants, view, block);
  const result = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => result.setBigUint64(8 * i, word));
  return new Uint8Array(result.buffer);
}

function addBlock(state: bigint[], constants: readonly bigint[], view: DataView, block: number): void {
  const w: bigint[] = [];
  for (let t = 0; t < ROUNDS; t++) {
    if (t < 16) {
      w.push(view.getBigUint64(block + 8 * t));
      continue;
    }
    const x = w[t - 15], y = w[t - 2];
    const s0 = rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n);
    const s1 = rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n);
    w.push((w[t - 16] + s0 + w[t - 7] + s1) & MASK);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < ROUNDS; t++) {
    const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const choice = (e & f) ^ (~e & MASK & g);
    const first = (h + s1 + choice + constants[t] + w[t]) & MASK;
    const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + s0 + majority) & MASK];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => state[i] = (state[i] + word) & MASK);
}
