/**
 * The syntax tree of valid sources against that of CPython's `ast` module, node by node with every field and
 * position (tests/oracles/syntax_trees.json), and the form of the nodes themselves.
 */
import { assert, assertEquals } from "@std/assert";
import type { ConstantValue, Node } from "../../runtime/syntax/ast.ts";
import { parse, type ParseMode } from "../../runtime/syntax/mod.ts";
import { walkNodes } from "./walk_nodes.ts";

interface Oracle {
  exec: Record<string, [string, unknown][]>;
  eval: [string, unknown][];
}

const ORACLE: Oracle = JSON.parse(
  Deno.readTextFileSync(new URL("../oracles/syntax_trees.json", import.meta.url)),
);

/** A tree in the oracle's form: a list of the class, the fields and the position. */
function dump(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dump);
  if (value === null || typeof value !== "object") return value;
  const fields = value as Record<string, unknown>;
  if (fields.kind === undefined) return dumpConstant(value as ConstantValue);
  return Object.values(fields).map(dump);
}

function dumpConstant(constant: ConstantValue): unknown[] {
  switch (constant.type) {
    case "None":
    case "Ellipsis":
      return [constant.type];
    case "int":
      return [constant.type, "0x" + constant.value.toString(16)];
    case "float":
      return [constant.type, Number.isFinite(constant.value) ? constant.value : "inf"];
    case "complex":
      return [constant.type, constant.imag];
    case "bytes":
      return [
        constant.type,
        Array.from(constant.value, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      ];
    case "str":
      return [constant.type, dumpText(constant.value, constant.codePoints)];
  }
  return [constant.type, constant.value];
}

function dumpText(text: string, codePoints?: number[]): string | number[] {
  if (codePoints !== undefined) return codePoints;
  return text.isWellFormed() ? text : Array.from(text, (character) => character.codePointAt(0) as number);
}

function compare(entries: [string, unknown][], mode: ParseMode): void {
  assert(entries.length > 10);
  for (const [source, tree] of entries) {
    assertEquals(dump(parse(source, "<string>", mode)), tree, JSON.stringify(source));
  }
}

for (const [area, entries] of Object.entries(ORACLE.exec)) {
  Deno.test(`the trees of ${area} are CPython's`, () => compare(entries, "exec"));
}

Deno.test("the trees of single expressions are CPython's", () => compare(ORACLE.eval, "eval"));

Deno.test("an interactive statement is parsed alone", () => {
  const tree = parse("a; b\n", "<string>", "single");
  assertEquals(tree.kind, "Interactive");
  assertEquals(tree.body.length, 2);
  const empty = parse("\n\n", "<string>", "exec");
  assertEquals(empty, { kind: "Module", body: [] });
});

Deno.test("all nodes of a kind have the same properties in the same order", () => {
  const shapes = new Map<string, string>();
  for (const [, entries] of Object.entries(ORACLE.exec)) {
    for (const [source] of entries) {
      walkNodes(parse(source, "<string>", "exec"), (node: Node) => {
        const shape = Object.keys(node).join(" ");
        assertEquals(shapes.get(node.kind) ?? shape, shape);
        shapes.set(node.kind, shape);
      });
    }
  }
  assertEquals(shapes.size, 67);
});

Deno.test("surrogates that were written as escapes stay apart", () => {
  const valueOf = (source: string): ConstantValue => {
    const { body } = parse(source, "<string>", "eval");
    assert(body.kind === "Constant");
    return body.value;
  };
  assertEquals(valueOf("'\\ud83d\\ude00'"), { type: "str", value: "😀", codePoints: [0xd83d, 0xde00] });
  assertEquals(valueOf("'\\ud83d' '\\ude00'"), { type: "str", value: "😀", codePoints: [0xd83d, 0xde00] });
  assertEquals(valueOf("'\\U0001f600'"), { type: "str", value: "😀" });
  assertEquals(valueOf("'\\ud83d'"), { type: "str", value: "\ud83d" });
});

Deno.test("identifiers are normalised, and then are no keywords", () => {
  const tree = parse("ﬁ = 𝐝𝐞𝐟", "<string>", "exec");
  const [statement] = tree.body;
  assert(
    statement.kind === "Assign" && statement.value.kind === "Name" && statement.targets[0].kind === "Name",
  );
  assertEquals(statement.targets[0].id, "fi");
  assertEquals(statement.value.id, "def");
});

Deno.test("the names of characters come from the caller", () => {
  const options = { lookupCharacter: (name: string) => name === "SNOWMAN" ? "☃" : null };
  const { body } = parse("f'\\N{SNOWMAN}{x}' '\\N{SNOWMAN}'", "<string>", "eval", options);
  assert(body.kind === "JoinedStr" && body.values.length === 3);
  assert(body.values[0].kind === "Constant" && body.values[0].value.type === "str");
  assertEquals(body.values[0].value.value, "☃");
});
