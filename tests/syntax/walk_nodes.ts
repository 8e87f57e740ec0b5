/** Visits the nodes of a syntax tree of any depth. */
import type { Node } from "../../runtime/syntax/ast.ts";

/** Calls `visit` for `root` and every node below it, in no particular order. Does not recurse. */
export function walkNodes(root: Node, visit: (node: Node) => void): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) { for (const item of value) waiting.push(item); }
    else if (value !== null && typeof value === "object" && "kind" in value) {
      visit(value as Node);
      for (const field of Object.values(value)) if (typeof field === "object") waiting.push(field);
    }
  }
}
