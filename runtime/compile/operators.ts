/**
 * The library functions that do what the operators of the language do: `a op b`, and `a op= b`.
 */
import type { Operator } from "../syntax/ast.ts";

export const BINARY: Record<Operator, string> = {
  Add: "add",
  Sub: "subtract",
  Mult: "multiply",
  MatMult: "matrixMultiply",
  Div: "trueDivide",
  Mod: "remainder",
  Pow: "power",
  LShift: "lshift",
  RShift: "rshift",
  BitOr: "bitOr",
  BitXor: "bitXor",
  BitAnd: "bitAnd",
  FloorDiv: "floorDivide",
};

export const INPLACE: Record<Operator, string> = {
  Add: "inplaceAdd",
  Sub: "inplaceSubtract",
  Mult: "inplaceMultiply",
  MatMult: "inplaceMatrixMultiply",
  Div: "inplaceTrueDivide",
  Mod: "inplaceRemainder",
  Pow: "inplacePower",
  LShift: "inplaceLshift",
  RShift: "inplaceRshift",
  BitOr: "inplaceOr",
  BitXor: "inplaceXor",
  BitAnd: "inplaceAnd",
  FloorDiv: "inplaceFloorDivide",
};
