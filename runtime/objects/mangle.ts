/**
 * Private names: `__x` in the text of a class `C` is `_C__x`.
 *
 * Source: CPython 3.11 Python/compile.c (_Py_Mangle).
 */

/** What `name` means in the class `className` (null: in no class). */
export function mangleName(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}
