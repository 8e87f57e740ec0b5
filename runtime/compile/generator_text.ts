/**
 * The text of a generator function: what makes the generator when it is called, and the body that runs when it is resumed.
 *
 *     function f_body(vm, G, sent) {             // G: the generator, borrowed; sent: owned, 0: an exception is pending
 *       locals from the slots; enter
 *       leave: {
 *         suspend: {
 *           out: {
 *             fail: switch (at) { case 0: ... }
 *             traceback entry, release of temporaries, r = 0
 *           }
 *           state = completed; break leave;
 *         }
 *         state = suspended; number and position of the yield
 *       }
 *       locals into the slots; leave
 *       return r;
 *     }
 *     return [function f(vm, F, $a, $b) { cells; generator; parameters into its slots }, f_body];
 *
 * Whoever resumes the generator releases what the slots hold once it has ended (objects/generator.ts).
 *
 * Source: CPython 3.11 Python/ceval.c (RETURN_GENERATOR), Objects/genobject.c (gen_send_ex2).
 */
import {
  GEN_LOCALS,
  GEN_POSITION,
  GEN_RECORD,
  GEN_RESUME_AT,
  GEN_SLOTS,
  GEN_STACKTOP,
  GEN_STATE_WORD,
  GENERATOR,
  GENERATOR_COMPLETED,
  GENERATOR_GUARDED,
  GENERATOR_SUSPENDED,
} from "../objects/generator_layout.ts";
import { NONE } from "../memory/statics.ts";
import { CO_FAST_FREE } from "../objects/code_flags.ts";
import { type CodeWriter, jsFunctionName, jsName } from "./code_writer.ts";
import type { LocalVariable } from "./draft.ts";
import { bodyText, wordsText } from "./shown_locals.ts";

const { f_func: G_FUNC, frame_obj: G_FRAME } = GENERATOR.offsets;

/** Host stack that resuming a generator needs beside its body's frame, in bytes. */
const RESUME_WEIGHT = 500;

/** What the text is made of beside what the writer knows. */
export interface GeneratorFacts {
  name: string;
  localsPlus: readonly LocalVariable[];
  parameters: readonly string[];
  /** The parameters come as the address of their words. */
  throughMemory: boolean;
  /** The line that takes the heap's views into locals. */
  views: string;
  /** Host stack that the body's frame needs. */
  weight: number;
  /** Number of the position of what is thrown into a generator that has not begun. */
  start: number;
}

/** The text of both functions. */
export function generatorText(w: CodeWriter, facts: GeneratorFacts): string {
  return `${resumeText(w, facts)}\n${makerText(w, facts)}`;
}

function resumeText(w: CodeWriter, facts: GeneratorFacts): string {
  const { localsPlus } = facts;
  const weight = facts.weight + RESUME_WEIGHT;
  const text: string[] = [];
  const add = (line: string) => text.push(line);
  const temps = Array.from({ length: w.maxTemps }, (_, i) => `t${i}`);
  const none = w.number("NONE", NONE);
  add(`function ${jsFunctionName(facts.name)}_body(vm, G, sent) {`);
  for (const [name, value] of w.numbers) add(`  const ${name} = ${value};`);
  add(facts.views);
  add(`  const F = i32[(G + ${G_FUNC}) >> 2], stack = G + ${GEN_SLOTS + 8 * localsPlus.length};`);
  const zeros = [...temps, ...w.variables].map((name) => `, ${name} = 0`).join("");
  add(`  let r = 0, p = 0, live = 0, at = i32[(G + ${GEN_RESUME_AT}) >> 2] & ${~GENERATOR_GUARDED}${zeros};`);
  localsPlus.forEach(({ name }, i) => add(`  let ${jsName(name)} = i32[(G + ${GEN_SLOTS + 8 * i}) >> 2];`));
  add(`  const fp = vm.fp + 16;`);
  add(`  if (fp >= vm.fpLimit || vm.room < ${weight}) {`);
  add(`    ${w.use("xdecref")}(vm, sent);`);
  add(`    return ${w.use("tooDeep")}(vm);`);
  add(`  }`);
  add(`  vm.fp = fp; vm.room -= ${weight};`);
  add(`  i32[fp >> 2] = F; i32[(fp + 4) >> 2] = i32[(G + ${GEN_POSITION}) >> 2];`);
  add(`  i32[(fp + 8) >> 2] = 0; i32[(fp + 12) >> 2] = 0;`);
  add(`  i32[(G + ${GEN_RECORD}) >> 2] = fp; i32[(G + ${GEN_STACKTOP}) >> 2] = 0;`);
  add(`  if (i32[(G + ${G_FRAME}) >> 2] !== 0) ${w.use("resumeFrame")}(vm, G, fp);`);
  if (w.exposesLocals) {
    for (const line of wordsText(localsPlus, `i32[(G + ${GEN_LOCALS}) >> 2]`)) add(line);
    add(`  i32[(G + ${GEN_LOCALS}) >> 2] = 0;`);
  }
  add(`  leave: {`);
  add(`    suspend: {`);
  add(`      out: {`);
  add(`        fail: switch (at) {`);
  add(`      case 0:`);
  add(`      if (sent === 0) { p = ${facts.start}; break fail; }`);
  add(`      i32[${none} >> 2]--;`);
  add(bodyText(w, localsPlus));
  add(`        }`);
  add(`        if (p >= 0) ${w.use("addTraceback")}(vm, fp, p);`);
  for (const temp of temps) {
    add(`        if (${temp} !== 0 && --i32[${temp} >> 2] === 0) ${w.use("dealloc")}(vm, ${temp});`);
  }
  add(`        r = 0;`);
  add(`      }`);
  add(`      i32[(G + ${GEN_STATE_WORD}) >> 2] = ${GENERATOR_COMPLETED << 24};`);
  add(`      break leave;`);
  add(`    }`);
  add(`    i32[(G + ${GEN_STATE_WORD}) >> 2] = ${GENERATOR_SUSPENDED << 24};`);
  add(`    i32[(G + ${GEN_RESUME_AT}) >> 2] = at; i32[(G + ${GEN_POSITION}) >> 2] = i32[(fp + 4) >> 2];`);
  add(`  }`);
  localsPlus.forEach(({ name, kind }, i) => {
    if (kind !== CO_FAST_FREE) add(`  i32[(G + ${GEN_SLOTS + 8 * i}) >> 2] = ${jsName(name)};`);
  });
  add(`  i32[(G + ${GEN_STACKTOP}) >> 2] = ${localsPlus.length} + live;`);
  if (w.exposesLocals) add(`  i32[(G + ${GEN_LOCALS}) >> 2] = i32[lp >> 2]; vm.sp = lp;`);
  add(`  vm.fp = fp - 16; vm.room += ${weight};`);
  add(`  if (i32[(fp + 8) >> 2] !== 0) ${w.use("suspendFrame")}(vm, G, fp);`);
  add(`  return r;`);
  add(`}`);
  return text.join("\n");
}

function makerText(w: CodeWriter, facts: GeneratorFacts): string {
  const { localsPlus, parameters } = facts;
  const text: string[] = [];
  const add = (line: string) => text.push(line);
  const owned = localsPlus.filter((local) => local.kind !== CO_FAST_FREE).map((local) => local.name);
  const cells = owned.filter((name) => w.scope.binding(name) === "cell");
  const given = [...parameters, ...cells.filter((name) => !parameters.includes(name))];
  const head = facts.throughMemory ? "vm, F, args" : ["vm", "F", ...parameters.map(jsName)].join(", ");
  const declared = given.filter((name) => facts.throughMemory || !parameters.includes(name)).map(jsName);
  add(`return [function ${jsFunctionName(facts.name)}(${head}) {`);
  add(`  const i32 = vm.i32;`);
  add(`  let g = 0${declared.map((name) => `, ${name} = 0`).join("")};`);
  if (facts.throughMemory) {
    parameters.forEach((name, i) => add(`  ${jsName(name)} = i32[(args + ${8 * i}) >> 2];`));
  }
  add(`  make: {`);
  add(`    if (vm.fp + 16 >= vm.fpLimit) { ${w.use("tooDeep")}(vm); break make; }`);
  for (const name of cells) {
    const local = jsName(name);
    add(
      `    if ((${local} = ${w.use("cellSteal")}(vm, ${
        parameters.includes(name) ? local : 0
      })) === 0) break make;`,
    );
  }
  add(`    if ((g = ${w.use("newGenerator")}(vm, F)) === 0) break make;`);
  add(`    i32[(g + ${GEN_POSITION}) >> 2] = ${facts.start};`);
  const closure = localsPlus.findIndex((local) => local.kind === CO_FAST_FREE);
  localsPlus.forEach(({ name, kind }, i) => {
    const slot = `i32[(g + ${GEN_SLOTS + 8 * i}) >> 2]`;
    if (given.includes(name)) add(`    ${slot} = ${jsName(name)};`);
    else if (kind === CO_FAST_FREE) {
      add(`    i32[(${slot} = i32[(i32[(F + 72) >> 2] + ${24 + 8 * (i - closure)}) >> 2]) >> 2]++;`);
    }
  });
  add(`    ${w.use("gcTrack")}(vm, g);`);
  add(`    return g;`);
  add(`  }`);
  for (const name of given) {
    const local = jsName(name);
    add(`  if (${local} !== 0 && --i32[${local} >> 2] === 0) ${w.use("dealloc")}(vm, ${local});`);
  }
  add(`  return 0;`);
  add(`}, ${jsFunctionName(facts.name)}_body];`);
  return text.join("\n");
}
