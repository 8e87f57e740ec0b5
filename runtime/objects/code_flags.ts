/**
 * Numbers that the compiler and the code objects agree on: flags, kinds of locals, how arguments are passed.
 *
 * Source: CPython 3.11 Include/cpython/code.h, Include/internal/pycore_code.h.
 */

/** Locals are in slots, not in a dict. */
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
/** Takes `*args`. */
export const CO_VARARGS = 0x4;
/** Takes `**kwargs`. */
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
/** Annotations are texts. */
export const CO_FUTURE_ANNOTATIONS = 0x1000000;

/** Kinds in co_localspluskinds. */
export const CO_FAST_LOCAL = 0x20;
export const CO_FAST_CELL = 0x40;
export const CO_FAST_FREE = 0x80;

/** A function with more parameters than this gets them through memory. */
export const MAX_DIRECT_ARGUMENTS = 10;
/** Low bits of a function word: only the general way of calling will do. */
export const INDIRECT = 15;
