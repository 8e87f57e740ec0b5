/**
 * The patterns of `match`.
 *
 * A pattern looks at its subject and either goes on or leaves to the label of its case. What it captures goes to temporaries that
 * were set aside for the names, which are bound when the whole pattern has matched. A subject that is an owned temporary is used up
 * by a pattern that matches; after one that does not, any temporary of the case may hold something.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_pattern and those it calls).
 */
import type { Pattern, Position } from "../syntax/ast.ts";
import { TP_FLAGS, TPFLAGS_MAPPING, TPFLAGS_SEQUENCE } from "../memory/object_layout.ts";
import { NONE } from "../memory/statics.ts";
import { unpackToItems } from "./assignments.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import type { Const } from "./draft.ts";
import { truthOfComparison } from "./fast_paths.ts";
import { checkPattern } from "./pattern_checks.ts";

/** The temporaries that take what is captured, by name. */
export type Captures = Map<string, Operand>;

/** Where a pattern stands. */
export interface PatternContext {
  captures: Captures;
  /** The label to leave to when it does not match. */
  fail: string;
}

/** Is it `_`? */
export function isWildcard(pattern: Pattern): boolean {
  return pattern.kind === "MatchAs" && pattern.name === null;
}

/** Writes the release of the temporaries from `base` to `peak`, which may hold something. */
export function releasePattern(w: CodeWriter, base: number, peak: number): void {
  for (let i = base; i < peak; i++) {
    w.line(`if (t${i} !== 0) { if (--i32[t${i} >> 2] === 0) ${w.use("dealloc")}(vm, t${i}); t${i} = 0; }`);
  }
}

/** Writes a pattern. */
export function writePattern(w: CodeWriter, pattern: Pattern, subject: Operand, at: PatternContext): void {
  w.setLine(pattern);
  switch (pattern.kind) {
    case "MatchValue":
      writeValue(w, pattern, subject, at);
      break;
    case "MatchSingleton": {
      const value = w.constant(pattern.value);
      w.line(`if (${subject.text} !== ${value.text}) break ${at.fail};`);
      w.release(subject);
      break;
    }
    case "MatchSequence":
      writeSequence(w, pattern, subject, at);
      break;
    case "MatchMapping":
      writeMapping(w, pattern, subject, at);
      break;
    case "MatchClass":
      writeClass(w, pattern, subject, at);
      break;
    case "MatchStar":
      capture(w, pattern.name, subject, at);
      break;
    case "MatchAs":
      writeAs(w, pattern, subject, at);
      break;
    case "MatchOr":
      writeAlternatives(w, pattern, subject, at);
      break;
  }
}

/** Puts the subject where the name's value is kept, or gives it up. */
function capture(w: CodeWriter, name: string | null, subject: Operand, at: PatternContext): void {
  if (name === null) {
    w.release(subject);
    return;
  }
  const { text } = at.captures.get(name) as Operand;
  if (subject.temp < 0) w.line(`i32[(${text} = ${subject.text}) >> 2]++;`);
  else {
    w.line(`${text} = ${subject.text};`);
    w.forget(subject);
  }
}

function writeAs(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchAs" }>,
  subject: Operand,
  at: PatternContext,
): void {
  if (pattern.pattern === null) {
    capture(w, pattern.name, subject, at);
    return;
  }
  // The part must not use the subject up.
  writePattern(w, pattern.pattern, { ...subject, temp: -1 }, at);
  capture(w, pattern.name, subject, at);
}

function writeValue(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchValue" }>,
  subject: Operand,
  at: PatternContext,
): void {
  const value = w.expression(pattern.value);
  const equal = w.comparisonFlag(truthOfComparison(w, "Eq", subject, value), [value], pattern);
  w.dropFlag(equal);
  w.line(`if (${equal} === 0) break ${at.fail};`);
  w.release(subject);
}

/** Writes the test that the subject's type has a flag. */
function writeKind(w: CodeWriter, subject: Operand, flag: number, at: PatternContext): void {
  const flags = `i32[(i32[(${subject.text} + 8) >> 2] + ${TP_FLAGS}) >> 2]`;
  w.line(`if ((${flags} & ${flag}) === 0) break ${at.fail};`);
}

/** Writes the test of the subject's length; its number is left in a flag. */
function writeLength(
  w: CodeWriter,
  subject: Operand,
  test: string,
  at: PatternContext,
  where: Position,
): string {
  const length = w.flag();
  w.failIf(`(${length} = ${w.use("objectSize")}(vm, ${subject.text})) < 0`, where);
  w.line(`if (!(${length} ${test})) break ${at.fail};`);
  return length;
}

function writeSequence(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchSequence" }>,
  subject: Operand,
  at: PatternContext,
): void {
  const { patterns } = pattern;
  const n = patterns.length;
  const star = patterns.findIndex((item) => item.kind === "MatchStar");
  writeKind(w, subject, TPFLAGS_SEQUENCE, at);
  if (star < 0 || n > 1) {
    w.dropFlag(writeLength(w, subject, star < 0 ? `=== ${n}` : `>= ${n - 1}`, at, pattern));
  }
  const isIdle = (item: Pattern) => isWildcard(item) || (item.kind === "MatchStar" && item.name === null);
  if (patterns.every(isIdle)) w.release(subject);
  else if (star >= 0 && isIdle(patterns[star])) writeSubscripts(w, pattern, star, subject, at);
  else {
    const base = w.depth;
    const items = unpackToItems(w, subject, n, star, pattern);
    patterns.forEach((item, i) => {
      writePattern(w, item, items[i], at);
      w.depth = items[i].temp;
    });
    w.depth = subject.temp >= 0 ? subject.temp : base;
  }
}

/** Items by their index, where what the star takes is not wanted. */
function writeSubscripts(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchSequence" }>,
  star: number,
  subject: Operand,
  at: PatternContext,
): void {
  const n = pattern.patterns.length;
  pattern.patterns.forEach((item, i) => {
    if (i === star || isWildcard(item)) return;
    let index: Operand;
    if (i < star) index = w.constant({ type: "int", value: BigInt(i) });
    else {
      const length = w.flag();
      w.failIf(`(${length} = ${w.use("objectSize")}(vm, ${subject.text})) < 0`, pattern);
      w.dropFlag(length);
      index = w.take(`${w.use("intResult")}(vm, ${length} - ${n - i})`, pattern);
    }
    const value = w.operation(
      `${w.use("subscript")}(vm, ${subject.text}, ${index.text})`,
      [index],
      pattern,
    );
    writePattern(w, item, value, at);
    w.depth = value.temp;
  });
  w.release(subject);
}

function writeMapping(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchMapping" }>,
  subject: Operand,
  at: PatternContext,
): void {
  const n = pattern.keys.length;
  writeKind(w, subject, TPFLAGS_MAPPING, at);
  if (n === 0 && pattern.rest === null) {
    w.release(subject);
    return;
  }
  if (n > 0) w.dropFlag(writeLength(w, subject, `>= ${n}`, at, pattern));
  const base = w.depth;
  const keys = w.own(
    w.expression({
      kind: "Tuple",
      elts: pattern.keys,
      ctx: "Load",
      line: pattern.line,
      column: pattern.column,
      endLine: pattern.endLine,
      endColumn: pattern.endColumn,
    }),
  );
  const values = w.take(`${w.use("matchKeys")}(vm, ${subject.text}, ${keys.text})`, pattern);
  w.line(`if (${values.text} === ${w.number("NONE", NONE)}) break ${at.fail};`);
  const items = unpackToItems(w, values, n, -1, pattern);
  pattern.patterns.forEach((item, i) => {
    writePattern(w, item, items[i], at);
    w.depth = items[i].temp;
  });
  w.depth = keys.temp + 1;
  if (pattern.rest !== null) {
    const rest = w.take(`${w.use("mappingRest")}(vm, ${subject.text}, ${keys.text})`, pattern);
    capture(w, pattern.rest, rest, at);
  }
  w.release(keys);
  w.depth = base;
  w.release(subject);
}

function writeClass(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchClass" }>,
  subject: Operand,
  at: PatternContext,
): void {
  const names = pattern.kwd_attrs;
  const type = w.expression(pattern.cls);
  const items: Const[] = names.map((name) => ({ type: "str", value: name }));
  const kwnames = w.constant({ type: "tuple", items });
  const given = pattern.patterns.length;
  const attributes = w.operation(
    `${w.use("matchClass")}(vm, ${subject.text}, ${type.text}, ${given}, ${kwnames.text})`,
    [type],
    pattern,
  );
  w.line(`if (${attributes.text} === ${w.number("NONE", NONE)}) break ${at.fail};`);
  const parts = [...pattern.patterns, ...pattern.kwd_patterns];
  const values = unpackToItems(w, attributes, parts.length, -1, pattern);
  parts.forEach((part, i) => {
    writePattern(w, part, values[i], at);
    w.depth = values[i].temp;
  });
  w.depth = attributes.temp;
  w.release(subject);
}

function writeAlternatives(
  w: CodeWriter,
  pattern: Extract<Pattern, { kind: "MatchOr" }>,
  subject: Operand,
  at: PatternContext,
): void {
  const label = w.label("or");
  const base = w.depth;
  const outerPeak = w.peak;
  const borrowed = { ...subject, temp: -1 };
  w.open(`${label}: {`);
  pattern.patterns.forEach((alternative, i) => {
    if (i === pattern.patterns.length - 1) {
      writePattern(w, alternative, borrowed, at);
      return;
    }
    const next = w.label("next");
    w.peak = base;
    w.open(`${next}: {`);
    writePattern(w, alternative, borrowed, { ...at, fail: next });
    w.line(`break ${label};`);
    w.close();
    w.depth = base;
    releasePattern(w, base, w.peak);
    for (const name of checkPattern(w, alternative, true)) {
      const { temp } = at.captures.get(name) as Operand;
      releasePattern(w, temp, temp + 1);
    }
  });
  w.close();
  w.peak = Math.max(outerPeak, w.peak);
  w.depth = base;
  w.release(subject);
}
