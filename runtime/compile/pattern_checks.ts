/**
 * What the compiler refuses in patterns: names that do not fit together, patterns that nothing behind them would be
 * reached, keys and attributes that stand twice. The checks come in the order in which CPython compiles the parts, and an error
 * is placed at the part that was entered last.
 *
 * Source: CPython 3.11 Python/compile.c (compiler_pattern and those it calls, validate_kwd_attrs).
 */
import type { Pattern } from "../syntax/ast.ts";
import type { CodeWriter } from "./code_writer.ts";
import { reprConstant } from "./constants.ts";
import type { Const } from "./draft.ts";
import { constantValue } from "./fold.ts";

/** The names that a pattern captures, in the order in which they are bound; throws SyntaxFailure. */
export function checkPattern(w: CodeWriter, pattern: Pattern, allowIrrefutable: boolean): string[] {
  return new Checker(w, pattern).namesOf(pattern, allowIrrefutable);
}

class Checker {
  constructor(private readonly w: CodeWriter, private where: Pattern) {}

  namesOf(pattern: Pattern, allowIrrefutable: boolean): string[] {
    const names: string[] = [];
    this.check(pattern, names, allowIrrefutable);
    return names;
  }

  private fail(message: string): never {
    this.w.syntaxError(this.where, message);
  }

  private check(pattern: Pattern, names: string[], allowIrrefutable: boolean): void {
    this.where = pattern;
    switch (pattern.kind) {
      case "MatchValue":
        if (pattern.value.kind === "JoinedStr") {
          this.fail("patterns may only match literals and attribute lookups");
        }
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
        if (pattern.patterns.filter((item) => item.kind === "MatchStar").length > 1) {
          this.fail("multiple starred names in sequence pattern");
        }
        for (const item of pattern.patterns) this.check(item, names, true);
        break;
      case "MatchMapping":
        this.checkKeys(pattern.keys.map(constantOrNull));
        for (const item of pattern.patterns) this.check(item, names, true);
        this.add(pattern.rest, names);
        break;
      case "MatchClass":
        this.checkAttributes(pattern);
        for (const item of [...pattern.patterns, ...pattern.kwd_patterns]) this.check(item, names, true);
        break;
      case "MatchStar":
        this.add(pattern.name, names);
        break;
      case "MatchAs":
        if (pattern.pattern !== null) this.check(pattern.pattern, names, allowIrrefutable);
        else if (!allowIrrefutable) {
          const what = pattern.name === null ? "wildcard" : `name capture '${pattern.name}'`;
          this.fail(`${what} makes remaining patterns unreachable`);
        }
        this.add(pattern.name, names);
        break;
      case "MatchOr":
        this.checkAlternatives(pattern, names, allowIrrefutable);
        break;
    }
  }

  private add(name: string | null, names: string[]): void {
    if (name === null) return;
    if (name === "__debug__") this.fail("cannot assign to __debug__");
    if (names.includes(name)) this.fail(`multiple assignments to name '${name}' in pattern`);
    names.push(name);
  }

  private checkAlternatives(
    pattern: Extract<Pattern, { kind: "MatchOr" }>,
    names: string[],
    allowIrrefutable: boolean,
  ): void {
    let first: string[] = [];
    pattern.patterns.forEach((alternative, i) => {
      const last = i === pattern.patterns.length - 1;
      const own = this.namesOf(alternative, last && allowIrrefutable);
      if (i === 0) first = own;
      else if (own.length !== first.length || own.some((name) => !first.includes(name))) {
        this.fail("alternative patterns bind different names");
      }
    });
    for (const name of first) this.add(name, names);
  }

  /** Keys are literals or attributes, and no literal stands twice. */
  private checkKeys(keys: readonly (Const | null | "text")[]): void {
    const seen = new Set<string>();
    for (const key of keys) {
      if (key === "text") this.fail("mapping pattern keys may only match literals and attribute lookups");
      if (key === null) continue;
      const identity = identityOf(key);
      if (seen.has(identity)) this.fail(`mapping pattern checks duplicate key (${reprConstant(key)})`);
      seen.add(identity);
    }
  }

  private checkAttributes(pattern: Extract<Pattern, { kind: "MatchClass" }>): void {
    const names = pattern.kwd_attrs;
    names.forEach((name, i) => {
      const again = names.indexOf(name, i + 1);
      this.where = pattern.kwd_patterns[again >= 0 ? again : i];
      if (name === "__debug__") this.fail("cannot assign to __debug__");
      if (again >= 0) this.fail(`attribute name repeated in class pattern: ${name}`);
      this.where = pattern;
    });
  }
}

/** The literal that a key is, null for an attribute, "text" for an f-string. */
function constantOrNull(key: Parameters<typeof constantValue>[0]): Const | null | "text" {
  return key.kind === "JoinedStr" ? "text" : constantValue(key);
}

/** A text that equal constants share: numbers are equal by value, others by type and value. */
function identityOf(value: Const): string {
  switch (value.type) {
    case "bool":
      return value.value ? "1" : "0";
    case "int":
      return value.value.toString();
    case "float":
      return Number.isInteger(value.value) ? BigInt(value.value).toString() : String(value.value);
    default:
      return reprConstant(value);
  }
}
