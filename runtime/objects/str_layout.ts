/**
 * The layout of str, and the words that every file about str needs.
 *
 *     ASCII     | head 48 bytes | characters, 1 byte each | 0 |
 *     compact   | head 72 bytes | characters, 1, 2 or 4 bytes each | 0 |
 *     subclass  | head 72 bytes | pointer to the characters | fields of the subclass ... |
 *
 * The kind (1, 2 or 4 bytes per character) is the smallest that the largest code point allows, and the ASCII form is
 * taken whenever it can be: equal strings have equal bytes. The characters end with a zero character.
 *
 * Laws
 * - A str never changes while somebody else can see it: only a fresh one, or one with a single reference that has
 *   not been hashed or interned, is written to.
 * - The hash is -1 until it is asked for.
 *
 * Source: CPython 3.11 Include/cpython/unicodeobject.h.
 */
import { bytes, i64, pointer, struct, u32 } from "../../heap/mod.ts";
import { STR_STATE } from "../memory/object_layout.ts";

/** An ASCII str: the characters follow. */
export const ASCII_STR = struct("PyASCIIObject", 48, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  length: i64(16, "number of code points"),
  hash: i64(24, "SipHash-1-3 of the characters' bytes, -1 = not computed"),
  state: u32(32, "bits: 0-1 interned, 2-4 kind, 5 compact, 6 ASCII, 7 ready"),
  wstr: pointer(40, "the characters as wchar_t; kind 4: the str's own, else NULL"),
});

/** A compact str that is not ASCII: the characters follow. */
export const COMPACT_STR = struct("PyCompactUnicodeObject", 72, {
  _base: bytes(0, 48, "as an ASCII str"),
  utf8_length: i64(48, "bytes of the cached UTF-8 form without its end"),
  utf8: pointer(56, "cached UTF-8 form, object domain, owned, or NULL"),
  wstr_length: i64(64, "code points in wstr"),
});

/** A str whose characters are in a block of their own: an instance of a subclass. */
export const LEGACY_STR = struct("PyUnicodeObject", 80, {
  _base: bytes(0, 72, "as a compact str"),
  data: pointer(72, "characters, object domain, owned"),
});

export const STR_LENGTH = ASCII_STR.offsets.length;
export const STR_HASH = ASCII_STR.offsets.hash;
export { STR_STATE };
export const STR_WSTR = ASCII_STR.offsets.wstr;
export const STR_UTF8_LENGTH = COMPACT_STR.offsets.utf8_length;
export const STR_UTF8 = COMPACT_STR.offsets.utf8;
export const STR_WSTR_LENGTH = COMPACT_STR.offsets.wstr_length;
export const STR_DATA = LEGACY_STR.offsets.data;

/** Where the characters of an ASCII str start. */
export const ASCII_DATA = ASCII_STR.size;
/** Where the characters of another compact str start. */
export const COMPACT_DATA = COMPACT_STR.size;

/** Bits of the state word. */
export const STATE_INTERNED = 3;
export const STATE_INTERNED_MORTAL = 1;
export const STATE_KIND_SHIFT = 2;
export const STATE_KIND_MASK = 7;
export const STATE_COMPACT = 1 << 5;
export const STATE_ASCII = 1 << 6;
export const STATE_READY = 1 << 7;

/** Both bits of a compact ASCII str. */
export const COMPACT_ASCII = STATE_COMPACT | STATE_ASCII;

/** State words of fresh strings. */
export const STATE_OF_ASCII = 1 << 2 | STATE_COMPACT | STATE_ASCII | STATE_READY;
export const STATE_OF_KIND1 = 1 << 2 | STATE_COMPACT | STATE_READY;
export const STATE_OF_KIND2 = 2 << 2 | STATE_COMPACT | STATE_READY;
export const STATE_OF_KIND4 = 4 << 2 | STATE_COMPACT | STATE_READY;

/** The largest code point. */
export const MAX_CODE_POINT = 0x10ffff;
/** The largest length that C can speak of (2**63 - 1, as near as a number comes). */
export const SSIZE_MAX = 2 ** 63;
