/**
 * PyFunctionObject: where a function keeps what. Apart from function.ts, so that binding arguments and frames can read
 * functions without knowing their type.
 *
 * Source: CPython 3.11 Include/cpython/funcobject.h.
 */
import { i64, pointer, struct, u32 } from "../../heap/mod.ts";

export const FUNCTION = struct("PyFunctionObject", 136, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  func_globals: pointer(16, "dict, owned"),
  func_builtins: pointer(24, "dict, owned"),
  func_name: pointer(32, "str, owned"),
  func_qualname: pointer(40, "str, owned"),
  func_code: pointer(48, "code, owned"),
  func_defaults: pointer(56, "tuple, owned, or NULL"),
  func_kwdefaults: pointer(64, "dict, owned, or NULL"),
  func_closure: pointer(72, "tuple of cells, owned, or NULL"),
  func_doc: pointer(80, "any object, owned"),
  func_dict: pointer(88, "attributes, owned, or NULL"),
  func_weakreflist: pointer(96, "weak references"),
  func_module: pointer(104, "name of the module, owned, or NULL"),
  func_annotations: pointer(112, "tuple or dict, owned, or NULL"),
  vectorcall: u32(120, "number of functionVectorcall"),
  function_word: u32(124, "number of the body << 4 | positional arguments it takes as they are"),
  func_version: u32(128, "unused"),
});
const F = FUNCTION.offsets;
export const FUNC_GLOBALS = F.func_globals;
export const FUNC_BUILTINS = F.func_builtins;
export const FUNC_NAME = F.func_name;
export const FUNC_QUALNAME = F.func_qualname;
export const FUNC_CODE = F.func_code;
export const FUNC_DEFAULTS = F.func_defaults;
export const FUNC_KWDEFAULTS = F.func_kwdefaults;
export const FUNC_CLOSURE = F.func_closure;
export const FUNC_WORD = F.function_word;
