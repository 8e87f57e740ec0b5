/**
 * An expression as text again: what `from __future__ import annotations` keeps of an annotation.
 *
 * Parentheses stand only where they are needed, strings and numbers are written as their repr.
 *
 * Source: CPython 3.11 Python/ast_unparse.c.
 */
import type {
  Arguments,
  BoolOperator,
  CompareOperator,
  Comprehension,
  ConstantValue,
  Expr,
  Operator,
  UnaryOperator,
} from "../syntax/ast.ts";
import { floatRepr } from "../objects/float_text.ts";
import { isPrintable } from "../objects/unicode_properties.ts";

// How tightly an expression holds together; one inside another of a higher level is put in parentheses.
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const COMPARISON = 5;
const EXPRESSION = 6;
const BIT_OR = 6;
const BIT_XOR = 7;
const BIT_AND = 8;
const SHIFT = 9;
const ARITHMETIC = 10;
const TERM = 11;
const FACTOR = 12;
const POWER = 13;
const ATOM = 15;

const BINARY: Readonly<Record<Operator, readonly [text: string, level: number]>> = {
  Add: [" + ", ARITHMETIC],
  Sub: [" - ", ARITHMETIC],
  Mult: [" * ", TERM],
  MatMult: [" @ ", TERM],
  Div: [" / ", TERM],
  Mod: [" % ", TERM],
  LShift: [" << ", SHIFT],
  RShift: [" >> ", SHIFT],
  BitOr: [" | ", BIT_OR],
  BitXor: [" ^ ", BIT_XOR],
  BitAnd: [" & ", BIT_AND],
  FloorDiv: [" // ", TERM],
  Pow: [" ** ", POWER],
};
const UNARY: Readonly<Record<UnaryOperator, readonly [text: string, level: number]>> = {
  Invert: ["~", FACTOR],
  Not: ["not ", NOT],
  UAdd: ["+", FACTOR],
  USub: ["-", FACTOR],
};
const BOOLEAN: Readonly<Record<BoolOperator, readonly [text: string, level: number]>> = {
  And: [" and ", AND],
  Or: [" or ", OR],
};
const COMPARE: Readonly<Record<CompareOperator, string>> = {
  Eq: " == ",
  NotEq: " != ",
  Lt: " < ",
  LtE: " <= ",
  Gt: " > ",
  GtE: " >= ",
  Is: " is ",
  IsNot: " is not ",
  In: " in ",
  NotIn: " not in ",
};

/** The text of an expression. */
export function unparse(node: Expr): string {
  return write(node, TEST);
}

/** `text`, in parentheses if it stands where only what is above `own` may stand without. */
function hold(text: string, level: number, own: number): string {
  return level > own ? `(${text})` : text;
}

function join(nodes: readonly Expr[], level: number): string {
  return nodes.map((node) => write(node, level)).join(", ");
}

function write(node: Expr, level: number): string {
  switch (node.kind) {
    case "BoolOp": {
      const [text, own] = BOOLEAN[node.op];
      return hold(node.values.map((value) => write(value, own + 1)).join(text), level, own);
    }
    case "NamedExpr":
      return hold(`${write(node.target, ATOM)} := ${write(node.value, ATOM)}`, level, TUPLE);
    case "BinOp": {
      const [text, own] = BINARY[node.op];
      const isPower = node.op === "Pow" ? 1 : 0;
      return hold(write(node.left, own + isPower) + text + write(node.right, own + 1 - isPower), level, own);
    }
    case "UnaryOp": {
      const [text, own] = UNARY[node.op];
      return hold(text + write(node.operand, own), level, own);
    }
    case "Lambda": {
      const parameters = writeArguments(node.args);
      return hold(
        `lambda${parameters === "" ? "" : " "}${parameters}: ${write(node.body, TEST)}`,
        level,
        TEST,
      );
    }
    case "IfExp": {
      const [body, test, orelse] = [
        write(node.body, TEST + 1),
        write(node.test, TEST + 1),
        write(node.orelse, TEST),
      ];
      return hold(`${body} if ${test} else ${orelse}`, level, TEST);
    }
    case "Compare": {
      const rest = node.ops.map((op, i) => COMPARE[op] + write(node.comparators[i], COMPARISON + 1)).join("");
      return hold(write(node.left, COMPARISON + 1) + rest, level, COMPARISON);
    }
    case "Yield":
      return node.value === null ? "(yield)" : `(yield ${write(node.value, TUPLE)})`;
    case "YieldFrom":
      return `(yield from ${write(node.value, TEST)})`;
    case "Starred":
      return `*${write(node.value, EXPRESSION)}`;
    case "Tuple":
      if (node.elts.length === 0) return "()";
      return hold(join(node.elts, TEST) + (node.elts.length === 1 ? "," : ""), level, TUPLE);
    default:
      return writeClosed(node);
  }
}

/** Expressions that need no parentheses anywhere. */
function writeClosed(node: Expr): string {
  switch (node.kind) {
    case "Dict":
      return `{${node.values.map((value, i) => writeItem(node.keys[i], value)).join(", ")}}`;
    case "Set":
      return `{${join(node.elts, TEST)}}`;
    case "List":
      return `[${join(node.elts, TEST)}]`;
    case "ListComp":
      return `[${write(node.elt, TEST)}${writeGenerators(node.generators)}]`;
    case "SetComp":
      return `{${write(node.elt, TEST)}${writeGenerators(node.generators)}}`;
    case "GeneratorExp":
      return `(${write(node.elt, TEST)}${writeGenerators(node.generators)})`;
    case "DictComp":
      return `{${write(node.key, TEST)}: ${write(node.value, TEST)}${writeGenerators(node.generators)}}`;
    case "Call":
      return writeCall(node);
    case "Attribute": {
      const isInt = node.value.kind === "Constant" && node.value.value.type === "int";
      return `${write(node.value, ATOM)}${isInt ? " " : ""}.${node.attr}`;
    }
    case "Subscript":
      return `${write(node.value, ATOM)}[${write(node.slice, TUPLE)}]`;
    case "Slice": {
      const part = (bound: Expr | null): string => bound === null ? "" : write(bound, TEST);
      const step = node.step === null ? "" : `:${write(node.step, TEST)}`;
      return `${part(node.lower)}:${part(node.upper)}${step}`;
    }
    case "Name":
      return node.id;
    case "Constant":
      return writeConstant(node.value);
    case "JoinedStr":
      return `f${quote(template(node))}`;
    case "FormattedValue":
      return `f${quote(template(node))}`;
    default:
      return "";
  }
}

function writeItem(key: Expr | null, value: Expr): string {
  return key === null ? `**${write(value, EXPRESSION)}` : `${write(key, TEST)}: ${write(value, TEST)}`;
}

function writeGenerators(generators: readonly Comprehension[]): string {
  return generators.map(({ target, iter, ifs, is_async }) => {
    const conditions = ifs.map((condition) => ` if ${write(condition, TEST + 1)}`).join("");
    return ` ${is_async ? "async " : ""}for ${write(target, TUPLE)} in ${write(iter, TEST + 1)}${conditions}`;
  }).join("");
}

function writeCall(node: Extract<Expr, { kind: "Call" }>): string {
  const { func, args, keywords } = node;
  if (args.length === 1 && keywords.length === 0 && args[0].kind === "GeneratorExp") {
    return write(func, ATOM) + write(args[0], TEST);
  }
  const parts = args.map((arg) => write(arg, TEST));
  for (const { arg, value } of keywords) parts.push((arg === null ? "**" : `${arg}=`) + write(value, TEST));
  return `${write(func, ATOM)}(${parts.join(", ")})`;
}

function writeArguments(args: Arguments): string {
  const parts: string[] = [];
  const positional = [...args.posonlyargs, ...args.args];
  positional.forEach(({ arg }, i) => {
    const fallback = args.defaults[i - positional.length + args.defaults.length];
    parts.push(fallback === undefined ? arg : `${arg}=${write(fallback, TEST)}`);
    if (i + 1 === args.posonlyargs.length) parts.push("/");
  });
  if (args.vararg !== null) parts.push(`*${args.vararg.arg}`);
  else if (args.kwonlyargs.length > 0) parts.push("*");
  args.kwonlyargs.forEach(({ arg }, i) => {
    const fallback = args.kw_defaults[i];
    parts.push(fallback === null ? arg : `${arg}=${write(fallback, TEST)}`);
  });
  if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
  return parts.join(", ");
}

function writeConstant(value: ConstantValue): string {
  switch (value.type) {
    case "None":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "Ellipsis":
      return "...";
    case "int":
      return String(value.value);
    case "float":
      return floatRepr(value.value).replace("inf", "1e309");
    case "complex":
      return `${floatRepr(value.imag).replace("inf", "1e309").replace(/\.0$/, "")}j`;
    case "str":
      return quote(value.value);
    case "bytes":
      return `b${quote(Array.from(value.value, (byte) => String.fromCharCode(byte)).join(""), true)}`;
  }
}

/** What stands between the quotes of an f-string. */
function template(node: Expr): string {
  if (node.kind === "JoinedStr") return node.values.map(template).join("");
  if (node.kind === "Constant" && node.value.type === "str") {
    return node.value.value.replaceAll("{", "{{").replaceAll("}", "}}");
  }
  if (node.kind !== "FormattedValue") return `{${write(node, TEST + 1)}}`;
  const text = write(node.value, TEST + 1);
  const conversion = node.conversion > 0 ? `!${String.fromCharCode(node.conversion)}` : "";
  const spec = node.format_spec === null ? "" : `:${template(node.format_spec)}`;
  return `{${text.startsWith("{") ? " " : ""}${text}${conversion}${spec}}`;
}

/** repr() of a text, or of bytes. */
function quote(text: string, isBytes = false): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === mark || character === "\\") result += `\\${character}`;
    else if (character === "\n") result += "\\n";
    else if (character === "\r") result += "\\r";
    else if (character === "\t") result += "\\t";
    else if (code >= 0x20 && code < 0x7f) result += character;
    else if (!isBytes && code > 0x7f && isPrintable(code)) result += character;
    else if (code < 0x100) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) result += `\\u${code.toString(16).padStart(4, "0")}`;
    else result += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return mark + result + mark;
}
