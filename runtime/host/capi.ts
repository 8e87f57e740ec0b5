/**
 * The C API by its documented names, for programs written against it:
 *
 *     const c = createCapi(vm); // or runtime.capi()
 *     const buffer = c.PyMem_Malloc(c.BUFSIZ);
 *     if (buffer === c.NULL) return c.PyErr_NoMemory();
 *     c.strcpy(buffer, "text");
 *     const result = c.PyBytes_FromString(buffer);
 *     c.PyMem_Free(buffer);
 *
 * Addresses are numbers and 0 is NULL; `c.memory.u8` and the other views are the memory they are of. The functions
 * belong to one runtime and can be taken out of the object. What each does, which references are new, borrowed or
 * stolen, stands beside it: capi_memory.ts has memory, allocators, hooks and tracemalloc; capi_objects.ts objects of any
 * type, reference counts and the collector; capi_errors.ts exceptions; capi_protocol.ts what works on any object;
 * capi_numbers.ts, capi_bytes.ts, capi_sequences.ts and capi_dicts.ts the types; capi_modules.ts types and modules of one's
 * own.
 */
import type { Interpreter } from "../memory/interpreter.ts";
import { createBytesAndTextApi } from "./capi_bytes.ts";
import { createDictApi } from "./capi_dicts.ts";
import { createErrorApi } from "./capi_errors.ts";
import { createMemoryApi } from "./capi_memory.ts";
import { createModuleApi } from "./capi_modules.ts";
import { createNumberApi } from "./capi_numbers.ts";
import { createObjectApi } from "./capi_objects.ts";
import { createProtocolApi } from "./capi_protocol.ts";
import { createSequenceApi } from "./capi_sequences.ts";

/** The C API of one interpreter. */
export type Capi = ReturnType<typeof createCapi>;

/** Makes the C API for an interpreter. */
export function createCapi(vm: Interpreter) {
  // Strict mode names the lines of whoever calls these functions, not those of this part.
  vm.strict?.ownFolders.push(new URL("../", import.meta.url).href);
  return {
    ...createMemoryApi(vm),
    ...createObjectApi(vm),
    ...createErrorApi(vm),
    ...createProtocolApi(vm),
    ...createNumberApi(vm),
    ...createBytesAndTextApi(vm),
    ...createSequenceApi(vm),
    ...createDictApi(vm),
    ...createModuleApi(vm),
  };
}
