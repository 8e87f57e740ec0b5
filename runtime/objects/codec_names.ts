/**
 * The encodings that there are, by all their names.
 *
 * Source: CPython 3.11 Objects/unicodeobject.c (_Py_normalize_encoding), Lib/encodings/aliases.py.
 */

/** An encoding, by the name that error messages say. */
export type Codec =
  | "utf-8"
  | "utf-8-sig"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be"
  | "ascii"
  | "latin-1";

/** Names of each encoding, in lower case with underscores. */
const NAMES: Readonly<Record<Codec, string>> = {
  "utf-8": "utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001",
  "utf-8-sig": "utf_8_sig",
  "utf-16": "utf_16 utf16 u16",
  "utf-16-le": "utf_16_le utf_16le utf16_le unicodelittleunmarked",
  "utf-16-be": "utf_16_be utf_16be utf16_be unicodebigunmarked",
  "utf-32": "utf_32 utf32 u32",
  "utf-32-le": "utf_32_le utf_32le utf32_le",
  "utf-32-be": "utf_32_be utf_32be utf32_be",
  "ascii":
    "ascii us_ascii us 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us " +
    "iso_646.irv_1991 iso_ir_6",
  "latin-1":
    "latin_1 latin1 latin l1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 " +
    "iso_ir_100",
};

/** The encoding of a name, or null. Case, and what stands between letters and digits, makes no difference. */
export function findCodec(name: string): Codec | null {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "_").replaceAll(/^_|_$/g, "");
  for (const codec of Object.keys(NAMES) as Codec[]) {
    const names = NAMES[codec].split(" ");
    if (names.includes(plain) || names.includes(plain.replaceAll(".", "_"))) return codec;
  }
  return null;
}

/** Encodings that the interpreter does itself; the others are found by name, and fail with other messages. */
export const BUILT_IN_CODECS: ReadonlySet<Codec> = new Set<Codec>([
  "utf-8",
  "utf-16",
  "utf-32",
  "ascii",
  "latin-1",
]);
