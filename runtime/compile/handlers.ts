/**
 * What the handlers of `try`, `except*` and `with` share: the release of temporaries after a failure, and the end of a
 * handler's name.
 */
import type { CodeWriter } from "./code_writer.ts";

/** Releases every temporary from `base` on that may hold something: a failure may have come from anywhere. */
export function releaseFrom(w: CodeWriter, base: number): void {
  w.depth = base;
  for (let i = base; i < w.maxTemps; i++) {
    w.line(`if (t${i} !== 0) { if (--i32[t${i} >> 2] === 0) ${w.use("dealloc")}(vm, t${i}); t${i} = 0; }`);
  }
}

/** At the end of `except E as name`: the name is unbound, whatever the handler's body did with it. */
export function unbindName(w: CodeWriter, rawName: string): void {
  const name = w.mangled(rawName);
  const binding = w.binding(name);
  const inFunction = w.scope.kind === "function";
  if (binding === "cell" || binding === "free") {
    w.line(`${w.use("clearField")}(vm, ${w.local(name)} + 16);`);
  } else if (inFunction && binding === "local") {
    const text = w.local(name);
    w.line(`r = ${text}; ${text} = 0;`);
    w.line(`if (r !== 0 && --i32[r >> 2] === 0) ${w.use("dealloc")}(vm, r);`);
  } else {
    const isGlobal = inFunction || binding === "globalExplicit";
    w.line(`${w.use("unbindHandlerName")}(vm, fp, ${w.name(name)}, ${isGlobal});`);
  }
}
