/**
 * Limits on a run. So far: steps, one for each back edge and call, and some for each piece of long work on the digits
 * of ints (`chargeSteps`), in proportion to the time it takes.
 */
import type { Interpreter } from "../memory/interpreter.ts";
import { exceptionType } from "../memory/statics.ts";
import { raiseFlag } from "../objects/errors.ts";

const TIMEOUT_ERROR = exceptionType("TimeoutError");

/** Ends the program with TimeoutError once it has made more than `steps` steps; each further step raises it again. */
export function limitSteps(vm: Interpreter, steps: number): void {
  vm.ticks = steps;
  vm.onPoll = () => {
    vm.ticks = 0;
    return raiseFlag(vm, TIMEOUT_ERROR, `step limit of ${steps} reached`);
  };
}
