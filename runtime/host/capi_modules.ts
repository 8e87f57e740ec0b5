/**
 * The C API's modules and types of one's own, importing, and running source text.
 *
 * What C declares in tables (PyTypeObject, PyMethodDef) is a TypeScript object here: see objects/define_type.ts for a
 * type's slots and objects/method_definition.ts for functions.
 *
 * Source: C API, "Module Objects", "Importing Modules", "Defining Extension Types", "The Very High Level Layer"; CPython
 * 3.11 Objects/moduleobject.c, Python/modsupport.c, Python/import.c, Python/pythonrun.c.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import { exitStatus } from "../builtins/uncaught.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import {
  TPFLAGS_BASETYPE,
  TPFLAGS_DEFAULT,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_HAVE_GC,
} from "../memory/object_layout.ts";
import { decref, newRef, typeOf, xdecref } from "../memory/refcount.ts";
import { identifier, IMPORT_ERROR, MODULE_TYPE, SYSTEM_ERROR, TYPE_ERROR } from "../memory/statics.ts";
import { call1 } from "../objects/call.ts";
import type { TypeSpec } from "../objects/define_type.ts";
import { dictGetStr, dictSet } from "../objects/dict.ts";
import { errorOccurred, raise, raiseFlag } from "../objects/errors.ts";
import { intFromNumber } from "../objects/int.ts";
import { internJs } from "../objects/interning.ts";
import { getItem } from "../objects/object.ts";
import {
  METH_CLASS,
  METH_FASTCALL,
  METH_KEYWORDS,
  METH_NOARGS,
  METH_O,
  METH_STATIC,
  METH_VARARGS,
  type MethodSpec,
} from "../objects/method_definition.ts";
import { createModule, moduleDict, moduleNew, moduleSet } from "../objects/module.ts";
import { newStr } from "../objects/str.ts";
import { isInstanceOf } from "../objects/subtype.ts";
import { typeNameOf } from "../objects/type_name.ts";
import { badInternalCall } from "./capi_errors.ts";
import { type CText, textOf } from "./capi_text.ts";
import { addType, appendInittab } from "./extension.ts";
import { runSource } from "./run_program.ts";

const IMPORT = identifier("__import__");

/** `__import__(name)` as the program's builtins have it, then the module itself from sys.modules: new. */
function importModule(vm: Interpreter, name: Address): Address {
  const importer = dictGetStr(vm, vm.builtinsDict, IMPORT);
  if (importer === NULL) return raise(vm, IMPORT_ERROR, "__import__ not found");
  const top = call1(vm, importer, name);
  if (top === NULL) return NULL;
  decref(vm, top);
  return getItem(vm, vm.modules, name);
}

/** The module of a name in sys.modules, borrowed; made empty if there is none. */
function addModule(vm: Interpreter, name: string): Address {
  const key = internJs(vm, name);
  if (key === NULL) return NULL;
  let module = dictGetStr(vm, vm.modules, key);
  if (module === NULL || !isInstanceOf(vm, module, MODULE_TYPE)) {
    const made = moduleNew(vm, name);
    module = made !== NULL && dictSet(vm, vm.modules, key, made) === 0 ? made : NULL;
    xdecref(vm, made); // sys.modules holds it
  }
  decref(vm, key);
  return module;
}

/** Puts `value` (borrowed) into a module: 0, or -1 with an exception. */
function addObjectRef(vm: Interpreter, module: Address, name: CText, value: Address): number {
  if (!isInstanceOf(vm, module, MODULE_TYPE)) {
    return raiseFlag(
      vm,
      TYPE_ERROR,
      `PyModule_AddObjectRef() first argument must be a module, not ${typeNameOf(vm, module)}`,
    );
  }
  if (value === NULL) {
    if (errorOccurred(vm) !== NULL) return -1;
    const text = "PyModule_AddObjectRef() must be called with an exception raised if value is NULL";
    return raiseFlag(vm, SYSTEM_ERROR, text);
  }
  const text = textOf(vm, name);
  return text === null ? -1 : moduleSet(vm, module, text, newRef(vm, value));
}

/** The module functions for one interpreter. */
export function createModuleApi(vm: Interpreter) {
  /** The same; steals `made`, which may be NULL with an exception. */
  const addMade = (module: Address, name: CText, made: Address): number => {
    const result = addObjectRef(vm, module, name, made);
    xdecref(vm, made);
    return result;
  };
  return {
    PyModule_Type: MODULE_TYPE as Address,
    METH_VARARGS,
    METH_KEYWORDS,
    METH_NOARGS,
    METH_O,
    METH_CLASS,
    METH_STATIC,
    METH_FASTCALL,
    Py_TPFLAGS_DEFAULT: TPFLAGS_DEFAULT,
    Py_TPFLAGS_BASETYPE: TPFLAGS_BASETYPE,
    Py_TPFLAGS_HAVE_GC: TPFLAGS_HAVE_GC,
    Py_TPFLAGS_DISALLOW_INSTANTIATION: TPFLAGS_DISALLOW_INSTANTIATION,

    /** Declares a type of one's own and makes it ready; its address, or NULL with MemoryError. */
    PyType_Add: (spec: TypeSpec): Address => addType(vm, spec),

    PyModule_Check: (object: Address): number => isInstanceOf(vm, object, MODULE_TYPE) ? 1 : 0,
    PyModule_CheckExact: (object: Address): number => typeOf(vm, object) === MODULE_TYPE ? 1 : 0,
    /** New: an empty module. NULL with MemoryError. */
    PyModule_New: (name: CText): Address => {
      const text = textOf(vm, name);
      return text === null ? NULL : moduleNew(vm, text);
    },
    /** New: a module with functions. NULL with an exception. */
    PyModule_Create: (name: string, methods: readonly MethodSpec[], doc?: string): Address =>
      createModule(vm, name, methods, doc),
    /** The namespace, borrowed. */
    PyModule_GetDict: (module: Address): Address =>
      isInstanceOf(vm, module, MODULE_TYPE) ? moduleDict(vm, module) : badInternalCall(vm),
    /** Puts `value` into a module, stealing the reference if that succeeds: 0, or -1 with an exception. */
    PyModule_AddObject: (module: Address, name: CText, value: Address): number => {
      const result = addObjectRef(vm, module, name, value);
      if (result === 0) decref(vm, value);
      return result;
    },
    /** The same; `value` is borrowed. */
    PyModule_AddObjectRef: (module: Address, name: CText, value: Address): number =>
      addObjectRef(vm, module, name, value),
    PyModule_AddIntConstant: (module: Address, name: CText, value: number): number =>
      addMade(module, name, intFromNumber(vm, value)),
    PyModule_AddStringConstant: (module: Address, name: CText, value: CText): number => {
      const text = textOf(vm, value);
      return addMade(module, name, text === null ? NULL : newStr(vm, text));
    },

    /** Makes a module importable: `init` makes it when a program imports it first. 0. */
    PyImport_AppendInittab: (name: string, init: () => Address): number => {
      appendInittab(vm, name, init);
      return 0;
    },
    /** New: imports a module; of "a.b" it is b. NULL with an exception. Can run any code. */
    PyImport_ImportModule: (name: CText): Address => {
      const text = textOf(vm, name);
      const key = text === null ? NULL : internJs(vm, text);
      if (key === NULL) return NULL;
      const module = importModule(vm, key);
      decref(vm, key);
      return module;
    },
    /** The module of that name in sys.modules, borrowed; made empty if there is none. */
    PyImport_AddModule: (name: CText): Address => {
      const text = textOf(vm, name);
      return text === null ? NULL : addModule(vm, text);
    },
    /** sys.modules, borrowed. */
    PyImport_GetModuleDict: (): Address => vm.modules,

    /** Runs source text in `__main__`: 0, or -1 after an exception, which is printed. Can run any code. */
    PyRun_SimpleString: (source: CText): number => {
      const text = textOf(vm, source);
      if (text !== null && runSource(vm, text, "<string>")) return 0;
      exitStatus(vm);
      return -1;
    },
  };
}
