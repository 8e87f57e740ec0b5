/**
 * The units the memory manager counts in, and the way a C struct is declared.
 *
 * Addresses, sizes and offsets are plain numbers with a flavour: arithmetic flows (`p + 8` is an address
 * again), but a Size does not pass for an Address. All of them stay below 2 GiB, so they are small integers
 * and `>> 2` keeps their sign.
 *
 * A struct is declared once, as a table of its fields:
 *
 *     const LIST = struct("PyListObject", 40, {
 *       ob_refcnt: i64(0, "reference count"),
 *       ob_item: pointer(24, "items, mem domain, owned"),
 *     });
 *     const OB_ITEM = LIST.offsets.ob_item;      // 24, for fast paths
 *
 * The table drives the offsets, the generic accessors, dumps and documentation, so that each number stands
 * in one place. Laws: a field lies inside its struct and at a multiple of its own width. Fields may overlap
 * (C unions do).
 */

/** A place in the simulated memory, in bytes from its start. 0 is NULL. */
export type Address = number & { readonly __unit?: "Address" };
/** A number of bytes. */
export type Size = number & { readonly __unit?: "Size" };
/** A distance in bytes from the start of something. */
export type Offset = number & { readonly __unit?: "Offset" };

/** The address of nothing. */
export const NULL: Address = 0;

/** The page size of the simulated system, in bytes. */
export const PAGE_SIZE = 4096;

/** `n` rounded up to a multiple of `alignment`, a power of two. Exact for every `n` below 2**52. */
export function alignUp(n: number, alignment: number): number {
  return Math.ceil(n / alignment) * alignment;
}

/** `n` rounded down to a multiple of `alignment`, a power of two. */
export function alignDown(n: number, alignment: number): number {
  return Math.floor(n / alignment) * alignment;
}

/** What a field holds; `pointer` is an address in the low half of 8 bytes, `bytes` is opaque. */
export type FieldKind = "i64" | "u64" | "i32" | "u32" | "u16" | "u8" | "f64" | "pointer" | "bytes";

/** What a struct's table says about one field. */
export interface FieldSpec {
  readonly kind: FieldKind;
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** Width in bytes. */
  readonly size: number;
  /** Meaning, unit and owner, in a few words. */
  readonly about: string;
}

/** A field of a struct, with its name. */
export interface Field extends FieldSpec {
  readonly name: string;
}

/** A C struct: its name, its size in bytes and its fields in the order of declaration. */
export interface Struct<F extends Record<string, FieldSpec> = Record<string, FieldSpec>> {
  readonly name: string;
  readonly size: number;
  readonly offsets: { readonly [K in keyof F]: number };
  readonly fields: readonly Field[];
}

/** A signed 8-byte integer. */
export function i64(offset: number, about: string): FieldSpec {
  return { kind: "i64", offset, size: 8, about };
}

/** An unsigned 8-byte integer. */
export function u64(offset: number, about: string): FieldSpec {
  return { kind: "u64", offset, size: 8, about };
}

/** A signed 4-byte integer. */
export function i32(offset: number, about: string): FieldSpec {
  return { kind: "i32", offset, size: 4, about };
}

/** An unsigned 4-byte integer. */
export function u32(offset: number, about: string): FieldSpec {
  return { kind: "u32", offset, size: 4, about };
}

/** An unsigned 2-byte integer. */
export function u16(offset: number, about: string): FieldSpec {
  return { kind: "u16", offset, size: 2, about };
}

/** An unsigned byte. */
export function u8(offset: number, about: string): FieldSpec {
  return { kind: "u8", offset, size: 1, about };
}

/** An 8-byte floating point number. */
export function f64(offset: number, about: string): FieldSpec {
  return { kind: "f64", offset, size: 8, about };
}

/** An address in the low half of an 8-byte word. */
export function pointer(offset: number, about: string): FieldSpec {
  return { kind: "pointer", offset, size: 8, about };
}

/** `n` bytes that the generic accessors do not look into: tables, padding, nested structs. */
export function bytes(offset: number, n: number, about: string): FieldSpec {
  return { kind: "bytes", offset, size: n, about };
}

/**
 * Declares a struct of `size` bytes.
 *
 * @throws RangeError if a field leaves the struct or does not stand at a multiple of its own width.
 */
export function struct<F extends Record<string, FieldSpec>>(
  name: string,
  size: number,
  fields: F,
): Struct<F> {
  const offsets: Record<string, number> = {};
  const list: Field[] = [];
  for (const [fieldName, spec] of Object.entries(fields)) {
    const alignment = spec.kind === "bytes" ? 1 : spec.size;
    if (spec.offset < 0 || spec.offset + spec.size > size || spec.offset % alignment !== 0) {
      throw new RangeError(
        `Field "${fieldName}" of ${name} must lie aligned inside ${size} bytes: ` +
          `offset ${spec.offset}, width ${spec.size}`,
      );
    }
    offsets[fieldName] = spec.offset;
    list.push({ name: fieldName, ...spec });
  }
  return { name, size, offsets: offsets as { [K in keyof F]: number }, fields: list };
}

/** A struct's table for the documentation, in Markdown: a row for each field. */
export function describeStruct(struct: Struct): string {
  const rows = struct.fields.map((field) => {
    const kind = field.kind === "bytes" ? `${field.size} bytes` : field.kind;
    return `| ${field.offset} | ${kind} | \`${field.name}\` | ${field.about} |`;
  });
  return [`| ${struct.name} | ${struct.size} bytes | | |`, "|---|---|---|---|", ...rows].join("\n");
}

/** The typed views over one simulated memory. */
export interface Views {
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly f64: Float64Array;
  readonly u64: BigUint64Array;
  readonly i64: BigInt64Array;
}

/** The value of one field of the struct at `address`. 8-byte integers are bigints; `bytes` is a copy. */
export function readField(views: Views, address: Address, field: FieldSpec): number | bigint | Uint8Array {
  const at = address + field.offset;
  switch (field.kind) {
    case "i64":
      return views.i64[at >> 3];
    case "u64":
      return views.u64[at >> 3];
    case "i32":
      return views.i32[at >> 2];
    case "u32":
    case "pointer":
      return views.u32[at >> 2];
    case "u16":
      return views.u16[at >> 1];
    case "u8":
      return views.u8[at];
    case "f64":
      return views.f64[at >> 3];
    case "bytes":
      return views.u8.slice(at, at + field.size);
  }
}
