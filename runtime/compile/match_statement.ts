/**
 * `match`: each case is a block that is left when its pattern does not match.
 *
 *     match_1: {
 *       t0 = subject
 *       case_2: {
 *         pattern: captures go to temporaries; no match: break case_2
 *         captures are bound; guard: break case_2
 *         release of the subject; body; break match_1;
 *       }
 *       release of what the pattern left; the next case ...
 *       release of the subject
 *     }
 *
 * Source: CPython 3.11 Python/compile.c (compiler_match_inner).
 */
import type { Pattern, Statement } from "../syntax/ast.ts";
import { CodeWriter, type Operand } from "./code_writer.ts";
import { storeName } from "./names.ts";
import { checkPattern } from "./pattern_checks.ts";
import { type Captures, isWildcard, releasePattern, writePattern } from "./patterns.ts";

type MatchNode = Extract<Statement, { kind: "Match" }>;
type MatchCase = MatchNode["cases"][number];

export function writeMatch(w: CodeWriter, node: MatchNode): void {
  const subject = w.own(w.expression(node.subject));
  const label = w.label("match");
  let after: Set<string> | null = null;
  w.open(`${label}: {`);
  node.cases.forEach((matchCase, i) => {
    const before = w.snapshot();
    const last = i === node.cases.length - 1;
    writeCase(w, matchCase, subject, label, last);
    after = CodeWriter.meet(after, w.assigned);
    w.assigned = last && isIrrefutable(matchCase.pattern) && matchCase.guard === null ? null : before;
    w.depth = subject.temp + 1;
    w.forgetLine();
  });
  w.release(subject);
  w.assigned = CodeWriter.meet(after, w.assigned);
  w.close();
  w.forgetLine();
}

/** Does a pattern match everything? */
function isIrrefutable(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "MatchAs":
      return pattern.pattern === null || isIrrefutable(pattern.pattern);
    case "MatchOr":
      return isIrrefutable(pattern.patterns[pattern.patterns.length - 1]);
    default:
      return false;
  }
}

function writeCase(w: CodeWriter, node: MatchCase, subject: Operand, match: string, last: boolean): void {
  const label = w.label("case");
  const base = w.depth;
  const outerPeak = w.peak;
  w.peak = base;
  w.open(`${label}: {`);
  w.setLine(node.pattern);
  // The first name on top, so that binding them takes them from there.
  const captures: Captures = new Map();
  const names = checkPattern(w, node.pattern, last || node.guard !== null);
  for (const name of [...names].reverse()) captures.set(name, w.owned());
  const borrowed: Operand = { text: subject.text, temp: -1, constant: null };
  if (!(last && isWildcard(node.pattern))) {
    writePattern(w, node.pattern, borrowed, { captures, fail: label });
  }
  const peak = w.peak;
  for (const name of names) storeName(w, name, captures.get(name) as Operand, node.pattern);
  w.depth = base;
  if (node.guard !== null) {
    w.setLine(node.pattern);
    const test = w.condition(node.guard);
    w.line(`if (!(${test})) break ${label};`);
  }
  w.line(`if (--i32[${subject.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${subject.text});`);
  w.line(`${subject.text} = 0;`);
  w.depth = subject.temp;
  w.statements(node.body);
  w.line(`break ${match};`);
  w.close();
  w.peak = Math.max(outerPeak, w.peak);
  releasePattern(w, base, peak);
}
