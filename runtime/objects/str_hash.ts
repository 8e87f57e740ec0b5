/**
 * The hash of str and bytes: SipHash-1-3 with both keys zero, which is what PYTHONHASHSEED=0 means.
 *
 * The state's four 64-bit words are eight 32-bit halves in locals. A carry out of a 32-bit addition `s = a + b` is
 * the top bit of `(a & b) | ((a | b) & ~s)`, so that no value leaves the range of small integers. One loop runs all
 * rounds: those of the full words, the one of the last word (which carries the length in its top byte), and three more.
 *
 * Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF"; CPython 3.11 Python/pyhash.c.
 */
import type { Address, Size } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";

/**
 * Hash of `size` bytes at `data`, which is a multiple of 8: the low half, the high half in `vm.hashHigh`. Never -1;
 * of no bytes 0. Reads whole words, so up to 7 bytes behind the end.
 */
export function hashBytes(vm: Interpreter, data: Address, size: Size): number {
  if (size === 0) {
    vm.hashHigh = 0;
    return 0;
  }
  const i32 = vm.i32;
  let v0 = 0x70736575, v0h = 0x736f6d65, v1 = 0x6e646f6d, v1h = 0x646f7261;
  let v2 = 0x6e657261, v2h = 0x6c796765, v3 = 0x79746573, v3h = 0x74656462;
  const words = size >>> 3;
  let at = data >> 2;
  for (let round = 0; round < words + 4; round++) {
    let m = 0, mh = 0;
    if (round < words) {
      m = i32[at];
      mh = i32[at + 1];
      at += 2;
    } else if (round === words) {
      mh = size << 24;
      const rest = size & 7;
      if (rest >= 4) {
        m = i32[at];
        if (rest > 4) mh |= i32[at + 1] & ((1 << ((rest - 4) << 3)) - 1);
      } else if (rest > 0) {
        m = i32[at] & ((1 << (rest << 3)) - 1);
      }
    } else if (round === words + 1) {
      v2 ^= 0xff;
    }
    v3 ^= m;
    v3h ^= mh;

    // v0 += v1; v1 = rotl(v1, 13) ^ v0; v0 = rotl(v0, 32)
    let low = (v0 + v1) | 0;
    let high = (v0h + v1h + (((v0 & v1) | ((v0 | v1) & ~low)) >>> 31)) | 0;
    let turned = (v1 << 13 | v1h >>> 19) ^ low;
    v1h = (v1h << 13 | v1 >>> 19) ^ high;
    v1 = turned;
    v0 = high;
    v0h = low;
    // v2 += v3; v3 = rotl(v3, 16) ^ v2
    low = (v2 + v3) | 0;
    v2h = (v2h + v3h + (((v2 & v3) | ((v2 | v3) & ~low)) >>> 31)) | 0;
    v2 = low;
    turned = (v3 << 16 | v3h >>> 16) ^ low;
    v3h = (v3h << 16 | v3 >>> 16) ^ v2h;
    v3 = turned;
    // v0 += v3; v3 = rotl(v3, 21) ^ v0
    low = (v0 + v3) | 0;
    v0h = (v0h + v3h + (((v0 & v3) | ((v0 | v3) & ~low)) >>> 31)) | 0;
    v0 = low;
    turned = (v3 << 21 | v3h >>> 11) ^ low;
    v3h = (v3h << 21 | v3 >>> 11) ^ v0h;
    v3 = turned;
    // v2 += v1; v1 = rotl(v1, 17) ^ v2; v2 = rotl(v2, 32)
    low = (v2 + v1) | 0;
    high = (v2h + v1h + (((v2 & v1) | ((v2 | v1) & ~low)) >>> 31)) | 0;
    turned = (v1 << 17 | v1h >>> 15) ^ low;
    v1h = (v1h << 17 | v1 >>> 15) ^ high;
    v1 = turned;
    v2 = high;
    v2h = low;

    v0 ^= m;
    v0h ^= mh;
  }
  const low = v0 ^ v1 ^ v2 ^ v3;
  const high = v0h ^ v1h ^ v2h ^ v3h;
  vm.hashHigh = high;
  return low === -1 && high === -1 ? -2 : low;
}
