/**
 * The library: every function that emitted code may call, by the name it uses.
 *
 * A name stands here once; the code writer's `use(name)` refers to it, and an instantiated function gets exactly those
 * it uses. Operands are borrowed and results are new references unless the function's own comment says otherwise.
 */
import { loadAttr, loadClassMethod, storeAttr } from "../objects/attribute_caches.ts";
import { noteInserted } from "../objects/split_values.ts";
import * as arithmetic from "../objects/arithmetic.ts";
import { call, loadMethod, vectorcall } from "../objects/call.ts";
import { cellSteal } from "../objects/cell.ts";
import { enterContext, exitContext, leaveContext } from "../objects/context_manager.ts";
import { dictNew, dictSet } from "../objects/dict.ts";
import {
  buildConstKeyMap,
  buildMap,
  dictMergeCall,
  dictSetKeyword,
  mapUpdate,
} from "../objects/dict_display.ts";
import {
  assertionFailed,
  catchException,
  leaveHandler,
  matchException,
  raiseAgain,
  raiseHandled,
  raiseStatement,
  reraise,
} from "../objects/exception_handling.ts";
import { collectRaised, groupToRaise, handleGroup, matchGroup } from "../objects/exception_star.ts";
import { formatValue, joinList, joinStrings } from "../objects/fstring.ts";
import { forNext } from "../objects/for_next.ts";
import { leaveFrame, resumeFrame, suspendFrame } from "../objects/frame.ts";
import { makeFunction } from "../objects/function.ts";
import { delegateIterator, newGenerator, sendTo } from "../objects/generator.ts";
import { importFrom, importName, importStar } from "../objects/import.ts";
import { newFloat } from "../objects/float.ts";
import { intResult } from "../objects/int.ts";
import { getIter } from "../objects/iterate.ts";
import { listAppend, listNew } from "../objects/list.ts";
import * as namespaces from "../objects/namespaces.ts";
import { getAttr, isTrue, setAttr } from "../objects/object.ts";
import { setAdd, setNew } from "../objects/set.ts";
import { buildSet, setFromConstants } from "../objects/set_display.ts";
import { setUpdate } from "../objects/set_operations.ts";
import { sliceNew } from "../objects/slice.ts";
import * as stolenCalls from "../objects/stolen_calls.ts";
import { strAppendInPlace } from "../objects/str.ts";
import {
  contains,
  deleteSubscript,
  storeSubscript,
  subscript,
  subscriptSlice,
} from "../objects/subscript.ts";
import { superOfMethod } from "../objects/super.ts";
import { addTraceback } from "../objects/traceback.ts";
import { buildTuple2, buildTuple3 } from "../objects/tuple.ts";
import * as unpack from "../objects/unpack.ts";
import { gcTrack } from "../memory/gc_head.ts";
import { clearField, dealloc, decref, xdecref } from "../memory/refcount.ts";
import { displayHook } from "../objects/display_hook.ts";
import { mappingRest, matchClass, matchKeys } from "../objects/pattern_matching.ts";
import { objectSize } from "../objects/size.ts";
import { poll, tooDeep } from "../objects/poll.ts";

export const LIBRARY: Readonly<Record<string, unknown>> = {
  ...arithmetic,
  ...namespaces,
  ...stolenCalls,
  ...unpack,
  addTraceback,
  buildConstKeyMap,
  buildMap,
  buildTuple2,
  buildTuple3,
  buildSet,
  call,
  catchException,
  cellSteal,
  clearField,
  collectRaised,
  contains,
  dealloc,
  decref,
  delegateIterator,
  deleteSubscript,
  dictMergeCall,
  dictNew,
  dictSet,
  dictSetKeyword,
  displayHook,
  enterContext,
  exitContext,
  formatValue,
  gcTrack,
  forNext,
  getAttr,
  getIter,
  groupToRaise,
  handleGroup,
  importFrom,
  importName,
  importStar,
  intResult,
  isTrue,
  joinList,
  joinStrings,
  leaveContext,
  leaveFrame,
  leaveHandler,
  listAppend,
  listNew,
  loadAttr,
  loadClassMethod,
  loadMethod,
  makeFunction,
  mapUpdate,
  mappingRest,
  matchClass,
  matchException,
  matchGroup,
  matchKeys,
  newFloat,
  noteInserted,
  newGenerator,
  objectSize,
  poll,
  assertionFailed,
  raiseAgain,
  raiseHandled,
  raiseStatement,
  reraise,
  setAdd,
  resumeFrame,
  sendTo,
  setAttr,
  setFromConstants,
  setNew,
  setUpdate,
  sliceNew,
  storeAttr,
  storeSubscript,
  strAppendInPlace,
  subscript,
  subscriptSlice,
  suspendFrame,
  superOfMethod,
  tooDeep,
  vectorcall,
  xdecref,
};
