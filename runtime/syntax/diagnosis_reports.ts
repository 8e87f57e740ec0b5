/**
 * Reporter: turns what the diagnosing machine has matched into the SyntaxFailure that says so.
 *
 * Most reports are data (see diagnosis_grammar.ts): where, and a message to fill in. Some depend on the tree of what
 * was matched and may find that there is nothing to report; they are methods here. It also checks the literals
 * that the machine passes.
 *
 * Source: the actions of the invalid_ rules of CPython's Grammar/python.gram, and Parser/action_helpers.c.
 */

import type { Report } from "./diagnosis_compiler.ts";
import type { ErrorPlaces, Place } from "./error_places.ts";
import { describeExpression, findInvalidTarget, isLegacyName, type TargetUse } from "./expression_names.ts";
import { LiteralFailure, numberValue } from "./number_literals.ts";
import type { Parser } from "./parser.ts";
import {
  beginsWithStar,
  reparse,
  reparseArguments,
  reparseExpression,
  reparseLastClause,
  reparseLastElement,
  reparseLastPatterns,
  reparseParameter,
} from "./reparsing.ts";
import { parseStrings } from "./string_literals.ts";
import { SyntaxFailure } from "./syntax_errors.ts";
import * as T from "./tokens.ts";

/** The tokens [first, end) that a slot of a report captured, and the rule that matched them. */
interface Capture {
  rule: string;
  first: number;
  end: number;
}

export class Reporter {
  /** By token: how many brackets are open behind it. Made when it is first needed. */
  private levels: Int16Array | null = null;

  constructor(private readonly p: Parser, readonly places: ErrorPlaces) {}

  /** Joins the literals [first, end) for their mistakes. */
  checkStrings(first: number, end: number): void {
    this.check(() => reparse(this.p, first, end, T.ENDMARKER, parseStrings));
  }

  /** Converts the number for its mistakes. */
  checkNumber(token: number): void {
    if (this.p.ends[token] - this.p.starts[token] > this.p.settings.maxIntDigits) {
      this.check(() => numberValue(this.p, token));
    }
  }

  /** Requires a number to be real, or imaginary. */
  checkPart(token: number, isReal: boolean): void {
    this.checkNumber(token);
    if ((numberValue(this.p, token).type === "complex") !== isReal) return;
    throw this.places.atToken(token, `${isReal ? "real" : "imaginary"} number required in complex literal`);
  }

  private check(make: () => void): void {
    try {
      make();
    } catch (error) {
      if (error instanceof LiteralFailure) throw this.placeLiteral(error);
      if (!(error instanceof SyntaxFailure) || error.type !== "UnicodeDecodeError") throw error;
      throw this.places.atLast("(unicode error) " + error.message);
    }
  }

  private placeLiteral(error: LiteralFailure): SyntaxFailure {
    const { token, message } = error;
    if (token === null) return this.places.atLast(message);
    if (error.hasColumn) return this.places.atToken(token, message);
    return this.places.raise("SyntaxError", message, this.p.lines[token], 0, this.p.lines[token], 0);
  }

  /** Throws what `report` says about the captures a = [aFirst, aEnd) and b; returns when there is nothing to say. */
  report(report: Report, aFirst: number, aEnd: number, bFirst: number, bEnd: number): void {
    const a = { rule: report.captured[0], first: aFirst, end: aEnd };
    const b = { rule: report.captured[1], first: bFirst, end: bEnd };
    switch (report.verb) {
      case "last":
        throw this.places.atLast(report.message);
      case "indent":
        throw this.places.atLast(
          report.message.replace("%l", String(this.p.lines[aFirst])),
          "IndentationError",
        );
      case "at":
        throw this.places.at(this.placeOf(a), this.fillIn(report.message, a));
      case "range":
        throw this.places.range(this.placeOf(a), this.placeOf(b), this.fillIn(report.message, a));
      case "from":
        throw this.places.from(this.placeOf(a), report.message);
      case "target":
        return this.reportTarget(a, report.name as TargetUse);
    }
    this.call(report.name, a, b);
  }

  private call(name: string, a: Capture, b: Capture): void {
    switch (name) {
      case "legacyStatement":
        return this.reportLegacy(a, b);
      case "forgottenComma":
        return this.reportComma(a, b);
      case "bareGenerator":
        return this.reportGenerator(a, b);
      case "misplacedArgument":
        return this.reportArgument(a);
      case "unparenthesizedTarget":
        return this.reportComprehensionTarget(a, b);
      case "misplacedPatterns":
        return this.reportPatterns(a);
      case "missingColon": {
        const place = this.placeOf(a);
        const message = "':' expected after dictionary key";
        throw this.places.raise("SyntaxError", message, place.line, place.endColumn, place.endLine, 0);
      }
    }
  }

  private placeOf(capture: Capture): Place {
    const { p, places } = this;
    const { rule, first, end } = capture;
    if (rule === "for_if_clauses") return places.placeOfNode(reparseLastClause(p, first, end));
    if (/param/.test(rule)) return places.placeOfNode(reparseParameter(p, first, end));
    const node = beginsWithStar(p, first) ? null : reparseExpression(p, rule, first, end);
    return node === null ? places.placeOfTokens(first, end) : places.placeOfNode(node);
  }

  private fillIn(message: string, a: Capture): string {
    if (message.includes("%k")) return message.replace("%k", this.p.tokenText(a.first));
    if (!message.includes("%a")) return message;
    const node = reparseExpression(this.p, a.rule, a.first, a.end);
    return message.replace("%a", node === null ? "expression" : describeExpression(node));
  }

  private reportTarget(a: Capture, use: TargetUse): void {
    const node = reparseExpression(this.p, a.rule, a.first, a.end);
    const invalid = node === null ? null : findInvalidTarget(node, use);
    if (invalid === null) return;
    const verb = use === "del" ? "delete" : "assign to";
    throw this.places.at(this.places.placeOfNode(invalid), `cannot ${verb} ${describeExpression(invalid)}`);
  }

  private reportLegacy(a: Capture, b: Capture): void {
    const name = this.p.names[this.p.values[a.first]];
    if (name !== "print" && name !== "exec") return;
    const message = `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`;
    throw this.places.range(this.placeOf(a), this.placeOf(b), message);
  }

  /** Two expressions side by side: inside brackets, a comma may be missing. */
  private reportComma(a: Capture, b: Capture): void {
    if (isLegacyName(reparseExpression(this.p, a.rule, a.first, a.end))) return;
    if (this.levelBehind(b.end - 1) === 0) return;
    const message = "invalid syntax. Perhaps you forgot a comma?";
    throw this.places.range(this.placeOf(a), this.placeOf(b), message);
  }

  private levelBehind(token: number): number {
    if (this.levels === null) {
      const { kinds, tokens } = this.p;
      this.levels = new Int16Array(tokens.count);
      let level = 0;
      for (let i = 0; i < tokens.count; i++) {
        const kind = kinds[i];
        if (kind === T.LPAR || kind === T.LSQB || kind === T.LBRACE) level++;
        else if (kind === T.RPAR || kind === T.RSQB || kind === T.RBRACE) level--;
        this.levels[i] = level;
      }
    }
    return this.levels[token];
  }

  private reportGenerator(a: Capture, b: Capture): void {
    const { args } = reparseArguments(this.p, a.first, a.end);
    if (args.length <= 1) return;
    const last = this.places.placeOfNode(args[args.length - 1]);
    throw this.places.range(last, this.placeOf(b), "Generator expression must be parenthesized");
  }

  private reportArgument(a: Capture): void {
    const { keywords } = reparseArguments(this.p, a.first, a.end);
    const unpacks = keywords.some((keyword) => keyword.arg === null);
    throw this.places.atLast("positional argument follows keyword argument" + (unpacks ? " unpacking" : ""));
  }

  private reportComprehensionTarget(a: Capture, b: Capture): void {
    const last = this.places.placeOfNode(reparseLastElement(this.p, b.first, b.end));
    const message = "did you forget parentheses around the comprehension target?";
    throw this.places.range(this.placeOf(a), last, message);
  }

  private reportPatterns(a: Capture): void {
    const patterns = reparseLastPatterns(this.p, a.first, a.end);
    const first = this.places.placeOfNode(patterns[0]);
    const last = this.places.placeOfNode(patterns[patterns.length - 1]);
    throw this.places.range(first, last, "positional patterns follow keyword patterns");
  }
}
