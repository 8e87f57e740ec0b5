/**
 * PyGenObject: where a generator keeps what. Apart from generator.ts, so that frames can read suspended generators
 * without knowing their type.
 *
 *     0     PyObject, code, names, the exception that the generator handles, state
 *     80    the interpreter frame: function, namespace, code, frame object, place in the code
 *     152   slots: locals, cells, then whatever temporaries live over the yield at which it stands
 *
 * Laws
 * - While the generator runs its slots are empty (`stacktop` is 0): the references are with the running function.
 * - Words behind `stacktop` may hold numbers of the function's; nobody else reads them.
 *
 * Source: CPython 3.11 Include/cpython/genobject.h, Include/internal/pycore_frame.h.
 */
import { i32, i64, pointer, struct, u32, u8 } from "../../heap/mod.ts";

export const GENERATOR = struct("PyGenObject", 152, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "type"),
  gi_code: pointer(16, "code, owned"),
  gi_weakreflist: pointer(24, "weak references"),
  gi_name: pointer(32, "str, owned"),
  gi_qualname: pointer(40, "str, owned"),
  exc_value: pointer(48, "the exception that is handled where it is suspended, owned, or NULL"),
  previous_item: pointer(56, "while it runs: where the exception is kept that its caller handles"),
  gi_origin_or_finalizer: pointer(64, "unused"),
  gi_hooks_inited: u8(72, "unused"),
  gi_closed: u8(73, "unused"),
  gi_running_async: u8(74, "unused"),
  gi_frame_state: u8(75, "GENERATOR_*"),
  f_func: pointer(80, "function, owned"),
  f_globals: pointer(88, "globals, borrowed from the function"),
  f_builtins: pointer(96, "builtins, borrowed from the function"),
  f_locals: pointer(104, "dict that locals() gave, owned, or NULL"),
  f_code: pointer(112, "code, owned"),
  frame_obj: pointer(120, "frame object, owned, or NULL"),
  previous: pointer(128, "while it runs: its frame record"),
  prev_instr: u32(136, "index of the position where it is suspended"),
  resume_at: u32(
    140,
    "number of the yield at which it is suspended, 0 before the first; with GENERATOR_GUARDED",
  ),
  stacktop: i32(144, "slots that hold references"),
  is_delegating: u8(148, "1: suspended in `yield from`; the last of these slots holds its iterator"),
  owner: u8(149, "unused"),
});
const G = GENERATOR.offsets;
export const GEN_CODE = G.gi_code;
export const GEN_NAME = G.gi_name;
export const GEN_QUALNAME = G.gi_qualname;
export const GEN_EXCEPTION = G.exc_value;
export const GEN_PREVIOUS_ITEM = G.previous_item;
/** The word whose highest byte is gi_frame_state; its other bytes stay 0. */
export const GEN_STATE_WORD = 72;
/** The interpreter frame inside. */
export const GEN_FRAME = G.f_func;
export const GEN_LOCALS = G.f_locals;
export const GEN_FRAME_OBJECT = G.frame_obj;
export const GEN_RECORD = G.previous;
export const GEN_POSITION = G.prev_instr;
export const GEN_RESUME_AT = G.resume_at;
export const GEN_STACKTOP = G.stacktop;
export const GEN_DELEGATING = G.is_delegating;
export const GEN_SLOTS = GENERATOR.size;

/** In resume_at: a handler of the generator is around the yield, so that it sees what is thrown into it there. */
export const GENERATOR_GUARDED = 1 << 30;

/** Values of gi_frame_state (pycore_frame.h); those from COMPLETED on will never run again. */
export const GENERATOR_CREATED = -2;
export const GENERATOR_SUSPENDED = -1;
export const GENERATOR_EXECUTING = 0;
export const GENERATOR_COMPLETED = 1;
export const GENERATOR_CLEARED = 4;
