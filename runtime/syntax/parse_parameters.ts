/**
 * Parameters of functions and lambdas: positional-only, ordinary, `*args`, keyword-only, `**kwargs`.
 *
 *     def f(a, b=1, /, c=2, *args, d, e=3, **kwargs)
 *
 * Laws: after a parameter with a default every positional one has a default; `/` comes once, after at least one
 * parameter and before `*`; a bare `*` is followed by a parameter; `**kwargs` is the last. A lambda has no
 * annotations. Defaults are a level of nesting, since `lambda x=lambda: ...` needs no brackets.
 *
 * Source: the rules parameters and lambda_parameters of CPython's Grammar/python.gram.
 */

import type { Arg, Arguments, Expr } from "./ast.ts";
import { makeArg, makeArguments } from "./ast_factories.ts";
import { fail, type Parser } from "./parser.ts";
import * as T from "./tokens.ts";

/** The parameters of a function, with the cursor behind `(`; stops before `)`. */
export function parseParameters(p: Parser): Arguments {
  return parseList(p, T.RPAR);
}

/** The parameters of a lambda; stops before `:`. */
export function parseLambdaParameters(p: Parser): Arguments {
  return parseList(p, T.COLON);
}

function parseList(p: Parser, close: number): Arguments {
  const args = makeArguments([], [], null, [], [], null, []);
  while (p.kinds[p.pos] === T.NAME) {
    const arg = parseArg(p, close, false);
    if (p.kinds[p.pos] === T.EQUAL) args.defaults.push(parseDefault(p));
    else if (args.defaults.length > 0) fail();
    args.args.push(arg);
    if (!p.accept(T.COMMA)) return endList(p, close, args);
    if (p.kinds[p.pos] === T.SLASH && args.posonlyargs.length === 0) {
      p.pos++;
      args.posonlyargs = args.args;
      args.args = [];
      if (!p.accept(T.COMMA)) return endList(p, close, args);
    }
  }
  if (p.accept(T.STAR)) return parseAfterStar(p, close, args);
  if (p.kinds[p.pos] === T.DOUBLESTAR) return parseLast(p, close, args);
  return endList(p, close, args);
}

function endList(p: Parser, close: number, args: Arguments): Arguments {
  if (p.kinds[p.pos] !== close) fail();
  return args;
}

function parseAfterStar(p: Parser, close: number, args: Arguments): Arguments {
  if (p.kinds[p.pos] === T.NAME) {
    args.vararg = parseArg(p, close, true);
    if (!p.accept(T.COMMA)) return endList(p, close, args);
  } else {
    p.expect(T.COMMA);
    if (p.kinds[p.pos] !== T.NAME) fail();
  }
  while (p.kinds[p.pos] === T.NAME) {
    args.kwonlyargs.push(parseArg(p, close, false));
    args.kw_defaults.push(p.kinds[p.pos] === T.EQUAL ? parseDefault(p) : null);
    if (!p.accept(T.COMMA)) return endList(p, close, args);
  }
  if (p.kinds[p.pos] === T.DOUBLESTAR) return parseLast(p, close, args);
  return endList(p, close, args);
}

function parseLast(p: Parser, close: number, args: Arguments): Arguments {
  p.pos++;
  if (p.kinds[p.pos] !== T.NAME) fail();
  args.kwarg = parseArg(p, close, false);
  p.accept(T.COMMA);
  return endList(p, close, args);
}

/** A parameter's name and annotation; that of `*args` may be starred. */
export function parseArg(p: Parser, close: number, isVararg: boolean): Arg {
  const start = p.pos++;
  let annotation: Expr | null = null;
  if (close === T.RPAR && p.accept(T.COLON)) {
    annotation = isVararg ? p.grammar.starExpression(p) : p.grammar.expression(p);
  }
  return makeArg(
    p.names[p.values[start]],
    annotation,
    p.line(start),
    p.column(start),
    p.endLine(),
    p.endColumn(),
  );
}

function parseDefault(p: Parser): Expr {
  p.pos++;
  p.enter();
  const value = p.grammar.expression(p);
  p.depth--;
  return value;
}
