/**
 * The modules that come with the runtime: what makes each of them when a program imports it first.
 *
 * Those that CPython has built in stand before files of the same name; the others, which it has as files of its
 * library, behind them.
 *
 * Source: CPython 3.11 Modules/config.c, Lib.
 */
import type { Interpreter } from "../memory/interpreter.ts";
import { createCollections, createNativeCollections } from "./collections.ts";
import { createFunctools, createNativeFunctools } from "./functools.ts";
import { createFuture } from "./future.ts";
import { createGc } from "./gc.ts";
import { createItertools } from "./itertools.ts";
import { createMath } from "./math.ts";
import { createRandom } from "./random.ts";
import { randomSource } from "./source_random.ts";
import { createTime } from "./time.ts";
import { createTestCapi } from "./testcapi.ts";
import { createOperator, createOperatorFunctions } from "./operator.ts";

/** Makes the modules known to the import system; none of them is made yet. */
export function registerModules(vm: Interpreter): void {
  vm.moduleMakers.set("gc", createGc);
  vm.moduleMakers.set("_collections", createNativeCollections);
  vm.moduleMakers.set("_functools", createNativeFunctools);
  vm.moduleMakers.set("_operator", createOperator);
  vm.moduleMakers.set("itertools", createItertools);
  vm.moduleMakers.set("time", createTime);
  vm.library.set("__future__", createFuture);
  vm.library.set("_random", createRandom);
  vm.library.set("random", { source: randomSource });
  vm.library.set("math", createMath);
  vm.library.set("_testcapi", createTestCapi);
  vm.library.set("functools", createFunctools);
  vm.library.set("operator", createOperatorFunctions);
  vm.library.set("collections", createCollections);
}
