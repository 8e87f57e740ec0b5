/** The names of characters, for those parts that may not look into the syntax. */
export { makeCharacterLookup, makeNameLookup } from "../syntax/unicode_names.ts";
