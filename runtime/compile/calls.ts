/**
 * Calls.
 *
 * | form                      | emitted as                                                                     |
 * |---------------------------|--------------------------------------------------------------------------------|
 * | f(a, b), few arguments    | the function's body directly where it takes exactly these, else `callStolenN`   |
 * | o.m(a, b)                 | the method without a bound-method object: `loadMethod`, then `callMethodStolenN` |
 * | more arguments, keywords  | words on the argument stack and `vectorcall`                                    |
 * | *args, **kwargs           | a tuple and a dict, and `call`                                                  |
 *
 * A function word at F+124 is `number of the body << 4 | arguments it takes`, 15 where only the general way will do
 * (see objects/function.ts).
 *
 * Source: CPython 3.11 Python/compile.c (compiler_call, maybe_optimize_method_call).
 */
import type { Call, Expr, Keyword, Position } from "../syntax/ast.ts";
import { FALSE, FUNCTION_TYPE, SUPER_TYPE } from "../memory/statics.ts";
import { HT_CACHED_KEYS, TYPE } from "../memory/object_layout.ts";
import { valuesText } from "./attribute_places.ts";
import type { CodeWriter, Operand } from "./code_writer.ts";
import { attributePosition, loadAttribute, protect, STACK_GUIDELINE } from "./operands.ts";
import { hideLocals, mayLookAtLocals, showLocals } from "./shown_locals.ts";
import { warnCall } from "./type_warnings.ts";

/** Positional arguments that the short forms take. */
const SHORT_CALL = 4;
/** Arguments of method calls that remember the method of a built-in type. */
const CACHED_CALL = 2;

const VERSION_TAG = TYPE.offsets.tp_version_tag;

type AttributeNode = Extract<Expr, { kind: "Attribute" }>;

/** Calls `base` (or its method `method`), which is consumed. */
export function writeCall(w: CodeWriter, node: Call, base: Operand, method: AttributeNode | null): Operand {
  checkKeywords(w, node.keywords, node);
  warnCall(w, node.func);
  const spread = node.args.some((arg) => arg.kind === "Starred") ||
    node.keywords.some((keyword) => keyword.arg === null);
  const many = node.args.length + 2 * node.keywords.length > STACK_GUIDELINE;
  if (spread || many) {
    const callee = w.own(
      method === null ? base : loadAttribute(w, base, method.attr, attributePosition(method, method)),
    );
    return writeSpreadCall(w, node, callee);
  }
  const short = node.keywords.length === 0 && node.args.length <= SHORT_CALL;
  if (method === null) {
    const callee = w.own(base);
    return short ? writeShortCall(w, node, callee) : writeVectorCall(w, node, callee, null, null);
  }
  const self = w.own(base);
  const where = attributePosition(method, node);
  return w.onLine(
    where,
    () => short ? writeCachedMethod(w, node, method, self) : writeLoadedMethod(w, node, method, self, where),
  );
}

/** A call of a method that is looked up each time. */
function writeLoadedMethod(
  w: CodeWriter,
  node: Call,
  method: AttributeNode,
  self: Operand,
  where: Position,
): Operand {
  const callee = w.take(
    `${w.use("loadMethod")}(vm, ${self.text}, ${w.name(w.mangled(method.attr))})`,
    attributePosition(method, method),
  );
  const bound = w.flag();
  w.line(`${bound} = vm.second;`);
  const result = writeVectorCall(w, node, callee, self, bound, where);
  w.dropFlag(bound);
  return result;
}

function checkKeywords(w: CodeWriter, keywords: readonly Keyword[], where: Position): void {
  const seen = new Set<string>();
  for (const keyword of keywords) {
    if (keyword.arg === null) continue;
    if (keyword.arg === "__debug__") w.syntaxError(where, "cannot assign to __debug__");
    if (seen.has(keyword.arg)) w.syntaxError(keyword, `keyword argument repeated: ${keyword.arg}`);
    seen.add(keyword.arg);
  }
}

/** Writes the call itself, with the locals shown to a callee that may look at them. */
function writeCallLines(w: CodeWriter, node: Call, write: () => void): void {
  const shows = mayLookAtLocals(w, node);
  if (shows) showLocals(w);
  write();
  if (shows) hideLocals(w);
}

/** Evaluates arguments for a callee that steals them: owned, or borrowed with a reference added just before the call. */
function writeArguments(w: CodeWriter, args: readonly Expr[]): Operand[] {
  return args.map((arg, i) => protect(w, w.expression(arg), ...args.slice(i + 1)));
}

function giveReferences(w: CodeWriter, operands: readonly Operand[]): void {
  for (const operand of operands) if (operand.temp < 0) w.line(`i32[${operand.text} >> 2]++;`);
}

/** `super()` in a method: it needs the method's class and first argument, which only the text here can give. */
function writeSuperCall(w: CodeWriter, callee: Operand): void {
  const scope = w.scope;
  const cell = scope.free.includes("__class__") ? w.local("__class__") : "0";
  const first = scope.positionalParameters > 0 ? scope.parameters[0] : null;
  let object = "0";
  if (scope.isComprehension) {
    // The iterator is the first argument: an instance of no class of the program.
    object = w.number("FALSE", FALSE);
  } else if (first !== null) {
    const local = w.local(first);
    object = w.binding(first) === "cell" ? `i32[(${local} + 16) >> 2]` : local;
  }
  const type = w.number("SUPER_TYPE", SUPER_TYPE);
  w.open(`if (${callee.text} === ${type}) {`);
  w.line(`r = ${w.use("superOfMethod")}(vm, ${cell}, ${object}, ${first === null ? 0 : 1});`);
  w.middle("} else {");
}

/** May a call without arguments be one of `super` that looks at the method around it? */
function mayBeSuper(w: CodeWriter, node: Call): boolean {
  if (w.scope.kind !== "function" || node.args.length > 0) return false;
  return w.scope.free.includes("__class__") || (node.func.kind === "Name" && node.func.id === "super");
}

function writeShortCall(w: CodeWriter, node: Call, callee: Operand): Operand {
  const isSuper = mayBeSuper(w, node);
  if (isSuper) writeSuperCall(w, callee);
  const args = writeArguments(w, node.args);
  giveReferences(w, args);
  const list = args.map((arg) => `, ${arg.text}`).join("");
  const type = w.number("FUNCTION_TYPE", FUNCTION_TYPE);
  const word = w.flag();
  w.usesFunctions = true;
  writeCallLines(w, node, () => {
    w.open(
      `if (i32[(${callee.text} + 8) >> 2] === ${type} && ((${word} = i32[(${callee.text} + 124) >> 2]) & 15) === ${args.length}) {`,
    );
    w.line(`r = functions[${word} >> 4](vm, ${callee.text}${list});`);
    w.middle("} else {");
    w.line(`r = ${w.use(`callStolen${args.length}`)}(vm, ${callee.text}${list});`);
    w.close();
  });
  w.dropFlag(word);
  if (isSuper) w.close();
  return finishStolen(w, callee, args, node);
}

/** The arguments were taken; releases the callee and puts the result in its place. */
function finishStolen(w: CodeWriter, callee: Operand, args: readonly Operand[], where: Position): Operand {
  const temps = args.filter((arg) => arg.temp >= 0);
  if (temps.length > 0) w.line(`${temps.map((arg) => arg.text).join(" = ")} = 0;`);
  w.depth = callee.temp + 1;
  return w.settleReleased([callee], where);
}

/** A method call whose place remembers the method, which is looked up before the arguments are evaluated, as it must. */
function writeCachedMethod(w: CodeWriter, node: Call, method: AttributeNode, self: Operand): Operand {
  const where = attributePosition(method, node);
  const nargs = node.args.length;
  const callee = w.owned();
  const bound = w.flag();
  const name = w.name(w.mangled(method.attr));
  const isNative = writeMethodLookup(w, self, callee, bound, name, nargs, attributePosition(method, method));
  const args = writeArguments(w, node.args);
  giveReferences(w, args);
  const list = args.map((arg) => `, ${arg.text}`).join("");
  if (isNative) {
    w.open(`if (${callee.text} === 0) {`);
    w.line(`r = ${w.use(`callCached${nargs}`)}(vm, ${bound}, ${self.text}${list});`);
    w.middle("} else {");
  }
  writeCallLines(w, node, () => writeClassCall(w, callee, bound, self, nargs, list));
  w.line(`if (--i32[${callee.text} >> 2] === 0) ${w.use("dealloc")}(vm, ${callee.text});`);
  w.line(`${callee.text} = 0;`);
  if (isNative) w.close();
  w.dropFlag(bound);
  const temps = args.filter((arg) => arg.temp >= 0);
  if (temps.length > 0) w.line(`${temps.map((arg) => arg.text).join(" = ")} = 0;`);
  w.failIf(`(${self.text} = r) === 0`, where);
  w.depth = self.temp + 1;
  return { text: self.text, temp: self.temp, constant: null };
}

/** Calls the method: a function that takes exactly these arguments at once. */
function writeClassCall(
  w: CodeWriter,
  callee: Operand,
  bound: string,
  self: Operand,
  nargs: number,
  list: string,
): void {
  const type = w.number("FUNCTION_TYPE", FUNCTION_TYPE);
  const word = w.scratch("f");
  w.usesFunctions = true;
  const isFunction = `${bound} === 1 && i32[(${callee.text} + 8) >> 2] === ${type}`;
  w.open(`if (${isFunction} && ((${word} = i32[(${callee.text} + 124) >> 2]) & 15) === ${nargs + 1}) {`);
  w.line(`r = functions[${word} >> 4](vm, ${callee.text}, ${self.text}${list});`);
  w.middle("} else {");
  w.line(`r = ${w.use(`callMethodStolen${nargs}`)}(vm, ${callee.text}, ${bound}, ${self.text}${list});`);
  w.close();
}

/**
 * Puts the method into `callee`, owned, and whether self is to be passed into `bound`. What the place remembers: the version
 * of a class and its function, or the word for `callCachedN` of a built-in type's method; then `callee` stays 0, and the
 * word is in `bound`, since evaluating the arguments may come here again. Whether there are such words for so many
 * arguments.
 */
function writeMethodLookup(
  w: CodeWriter,
  self: Operand,
  callee: Operand,
  bound: string,
  name: string,
  nargs: number,
  where: Position,
): boolean {
  const native = nargs <= CACHED_CALL ? w.caches++ : -1, own = w.caches++;
  const q = w.scratch("q");
  const type = `${q} = i32[(${self.text} + 8) >> 2]`;
  if (native >= 0) w.open(`if ((${type}) !== v${native}) {`);
  else w.line(`${type};`);
  const keysHold = `i32[(i32[(${q} + ${HT_CACHED_KEYS}) >> 2] + 12) >> 2] === b${own}`;
  w.open(
    `if (i32[(${q} + ${VERSION_TAG}) >> 2] === v${own} && (b${own} === 0 || (${
      valuesText(self.text)
    } !== 0 && ${keysHold}))) {`,
  );
  w.line(`i32[(${callee.text} = a${own}) >> 2]++; ${bound} = 1;`);
  w.middle("} else {");
  const load = `${w.use("loadClassMethod")}(vm, ${self.text}, ${name})`;
  w.failIf(`(${callee.text} = ${load}) === 0`, where);
  w.line(
    `${bound} = vm.second; v${own} = vm.cacheVersion; a${own} = vm.cacheAddress; b${own} = vm.cacheSecondVersion;`,
  );
  if (native >= 0) {
    const remember = `${w.use("cacheMethod")}(vm, ${callee.text}, ${bound}, ${self.text}, ${nargs})`;
    w.line(`v${native} = ${remember}; a${native} = vm.cacheAddress;`);
  }
  w.close();
  if (native >= 0) w.close(`} else ${bound} = a${native};`);
  return native >= 0;
}

function writeVectorCall(
  w: CodeWriter,
  node: Call,
  callee: Operand,
  self: Operand | null,
  bound: string | null,
  where: Position = node,
): Operand {
  const values = [...node.args, ...node.keywords.map((keyword) => keyword.value)];
  const args = writeArguments(w, values);
  let kwnames = "0";
  if (node.keywords.length > 0) {
    const items = node.keywords.map((keyword) => ({ type: "str" as const, value: keyword.arg as string }));
    kwnames = w.constant({ type: "tuple", items }).text;
  }
  if (self === null) {
    const sp = w.pushArguments(args);
    const call = `${w.use("vectorcall")}(vm, ${callee.text}, ${sp}, ${node.args.length}, ${kwnames})`;
    writeCallLines(w, node, () => w.line(`r = ${call}; vm.sp = ${sp};`));
    w.dropFlag(sp);
    return w.settleReleased([callee, ...args.filter((arg) => arg.temp >= 0)], where);
  }
  const sp = w.pushArguments([self, ...args]);
  const words = `${sp} + 8 - 8 * ${bound}, ${node.args.length} + ${bound}`;
  const call = `${w.use("vectorcall")}(vm, ${callee.text}, ${words}, ${kwnames})`;
  writeCallLines(w, node, () => w.line(`r = ${call}; vm.sp = ${sp};`));
  w.dropFlag(sp);
  return w.settleReleased([self, callee, ...args.filter((arg) => arg.temp >= 0)], where);
}

function writeSpreadCall(w: CodeWriter, node: Call, callee: Operand): Operand {
  const first = node.args[0];
  let args: Operand;
  let call = w.use("call");
  if (node.args.length === 1 && first.kind === "Starred") {
    // Becomes a tuple after the keywords have been merged.
    args = w.own(w.expression(first.value));
    call = w.use("callIterable");
  } else if (node.args.some((arg) => arg.kind === "Starred") || node.args.length > 0) {
    const list = w.take(`${w.use("listNew")}(vm, 0)`, node);
    for (const arg of node.args) {
      const value = w.expression(arg.kind === "Starred" ? arg.value : arg);
      const add = arg.kind === "Starred"
        ? `${w.use("listExtendIterable")}(vm, ${list.text}, ${value.text})`
        : `${w.use("listAppend")}(vm, ${list.text}, ${value.text})`;
      w.operationCheck(add, [value], node);
    }
    args = w.operation(`${w.use("listToTuple")}(vm, ${list.text})`, [list], node);
  } else {
    args = w.own(w.constant({ type: "tuple", items: [] }));
  }
  let kwargs = "0";
  const operands = [callee, args];
  if (node.keywords.length > 0) {
    const dict = w.take(`${w.use("dictNew")}(vm)`, node);
    for (const keyword of node.keywords) {
      const value = w.expression(keyword.value);
      const merge = keyword.arg === null
        ? `${w.use("dictMergeCall")}(vm, ${dict.text}, ${value.text}, ${callee.text})`
        : `${w.use("dictSetKeyword")}(vm, ${dict.text}, ${
          w.name(keyword.arg)
        }, ${value.text}, ${callee.text})`;
      w.operationCheck(merge, [value], node);
    }
    kwargs = dict.text;
    operands.push(dict);
  }
  writeCallLines(w, node, () => w.line(`r = ${call}(vm, ${callee.text}, ${args.text}, ${kwargs});`));
  return w.settleReleased(operands, node);
}
