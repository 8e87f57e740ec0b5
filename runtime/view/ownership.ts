/**
 * Who owns what: assigns every live block of the heap to one owner by walking the objects, and verifies that objects,
 * tables and rings are what they should be.
 *
 *     roots                                objects                        blocks
 *     fields of the interpreter     ->     type's traverse         ->     the object's own block
 *     frame records, method cache          (a dict's str keys too)        type's buffers: items, tables ...
 *     static types and strings                                            dead objects in the free lists
 *     what the collector tracks
 *
 * While a program runs its JavaScript locals hold objects that no walk can see: with `running` a block that nobody owns
 * but that is an object with references passes, and an object may have more references than were found. Between
 * programs neither is allowed: such a block is a leak.
 *
 * Source: CPython 3.11 Include/internal/pycore_gc.h, Objects/object.c (_PyObject_CheckConsistency).
 */
import { type Address, NULL, otherAllocators, type Size, walkBlocks } from "../../heap/mod.ts";
import { FREE_LIST_TABLE, freeListCount, freeListHead } from "../memory/free_lists.ts";
import { GC_PREV_COLLECTING, GC_PREV_MASK, isGcObject } from "../memory/gc_head.ts";
import {
  ALL_RINGS,
  FINALIZED_RING,
  isRingEmpty,
  STILL_UNREACHABLE_RING,
  UNREACHABLE_RING,
} from "../memory/gc_list.ts";
import { F_OBJECT, FRAME_RECORD_SIZE, type Interpreter } from "../memory/interpreter.ts";
import {
  GC_HEAD_SIZE,
  HT_CACHED_KEYS,
  MANAGED_HEAD_SIZE,
  OB_SIZE,
  OB_TYPE,
  TP_FLAGS,
  TP_TRAVERSE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_HAVE_GC,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_MANAGED_DICT,
  TPFLAGS_READY,
  TPFLAGS_TYPE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
  TYPE,
} from "../memory/object_layout.ts";
import {
  EXCEPTION_BASE,
  FRAME_TYPE,
  GENERATOR_TYPE,
  IDENTIFIERS_BASE,
  LATIN1_CHARACTERS,
  OBJECT_TYPE,
  STATIC_IDENTIFIERS,
} from "../memory/statics.ts";
import { traverseMethodCache } from "../objects/attributes.ts";
import { dictNext } from "../objects/dict.ts";
import { visitInstanceBuffers } from "../objects/class_instance.ts";
import { visitTypeNames } from "../objects/type_object.ts";
import { DK_KIND, DK_NENTRIES, KIND_GENERAL, MA_KEYS, MA_VALUES, sharedName } from "../objects/dict_keys.ts";
import { checkDict } from "../objects/dict_check.ts";
import { isAnySet } from "../objects/set.ts";
import { checkSet } from "../objects/set_check.ts";
import { frameSize } from "../objects/frame.ts";
import { generatorSize } from "../objects/generator.ts";
import { STATE_INTERNED, STR_LENGTH, STR_STATE } from "../objects/str_layout.ts";
import { strKind } from "../objects/str.ts";
import { typeName } from "../objects/type_name.ts";

const T = TYPE.offsets;
/** References that a static type owns. */
const STATIC_TYPE_FIELDS = [T.tp_dict, T.tp_bases, T.tp_mro, T.tp_cache, T.tp_subclasses];
/** Bytes from one static type to the next. */
const TYPE_STRIDE = 416;

/** The owner of a block. */
export interface Owner {
  /** The object itself, a block beside an object, or a dead object that its type keeps. */
  readonly kind: "object" | "buffer" | "free list";
  /** The object; for a free list the dead one. */
  readonly object: Address;
  /** Name of the object's type, or of the free list. */
  readonly name: string;
}

/** What a walk over everything found. */
export interface Ownership {
  /** Live blocks and the bytes their users may use. */
  readonly blocks: ReadonlyMap<Address, Size>;
  /** Owners by block. */
  readonly owners: ReadonlyMap<Address, Owner>;
  /** References found, by object; static objects too. */
  readonly references: ReadonlyMap<Address, number>;
  /** What is wrong, as sentences. */
  readonly problems: readonly string[];
}

/** How strict a check is. */
export interface OwnershipOptions {
  /** A program is running: its locals hold objects. */
  readonly running?: boolean;
}

/** An address as reports write it. */
function hex(address: Address): string {
  return `0x${address.toString(16)}`;
}

/** Bytes of an object's block before it, by its type's flags. */
function headSize(flags: number): Size {
  if ((flags & TPFLAGS_MANAGED_DICT) !== 0) return MANAGED_HEAD_SIZE;
  return (flags & TPFLAGS_HAVE_GC) !== 0 ? GC_HEAD_SIZE : 0;
}

/** Whether `address` is a type whose instances may exist: a static type that is ready, or a heap type. */
function isType(vm: Interpreter, address: Address): boolean {
  const i32 = vm.i32;
  if (address >= OBJECT_TYPE && address < IDENTIFIERS_BASE) {
    return (address - OBJECT_TYPE) % TYPE_STRIDE === 0 &&
      (i32[(address + TP_FLAGS) >> 2] & TPFLAGS_READY) !== 0;
  }
  if (address < vm.staticEnd || (address & 15) !== 0 || address >= vm.u8.length - TYPE_STRIDE) return false;
  if ((i32[(address + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) return false;
  const metatype = i32[(address + OB_TYPE) >> 2];
  return metatype !== address && isType(vm, metatype) &&
    (i32[(metatype + TP_FLAGS) >> 2] & TPFLAGS_TYPE_SUBCLASS) !== 0;
}

/** One walk. */
class Walk {
  readonly blocks = new Map<Address, Size>();
  readonly owners = new Map<Address, Owner>();
  readonly references = new Map<Address, number>();
  readonly problems: string[] = [];
  /** Keys that the dicts of instances share, with the number of those that hold them. */
  private readonly sharedKeys = new Map<Address, number>();
  private readonly queue: Address[] = [];
  private readonly names = new Map<Address, string>();

  constructor(readonly vm: Interpreter) {
    walkBlocks(vm, (block, size) => this.blocks.set(block, size));
  }

  /** Name of a type, read once. */
  nameOf(type: Address): string {
    let name = this.names.get(type);
    if (name === undefined) this.names.set(type, name = typeName(this.vm, type));
    return name;
  }

  /** A reference to `object` was found. */
  readonly refer = (_vm: Interpreter, object: Address): void => {
    const found = this.references.get(object);
    this.references.set(object, (found ?? 0) + 1);
    if (found === undefined) this.queue.push(object);
  };

  /** `object` exists, though no reference to it was found here. */
  meet(object: Address): void {
    if (this.references.has(object)) return;
    this.references.set(object, 0);
    this.queue.push(object);
  }

  /** Goes through everything that can be reached from what was found so far. */
  follow(): void {
    for (let object = this.queue.pop(); object !== undefined; object = this.queue.pop()) {
      const type = this.vm.i32[(object + OB_TYPE) >> 2];
      if (!isType(this.vm, type)) {
        this.problems.push(`object at ${hex(object)} has no type: ${hex(type)}`);
        continue;
      }
      if (object >= this.vm.staticEnd) this.claimObject(object, type);
      this.visitBuffers(object, type);
      this.visitReferences(object, type);
    }
  }

  /** Gives a block an owner. */
  claim(block: Address, owner: Owner): void {
    if (!this.blocks.has(block)) {
      this.problems.push(
        `${owner.kind} of ${owner.name} at ${hex(owner.object)} owns ${hex(block)}, which is no live block`,
      );
      return;
    }
    const other = this.owners.get(block);
    if (other !== undefined) {
      this.problems.push(
        `block ${hex(block)} has two owners: ${other.name} at ${hex(other.object)} and ${owner.name} at ${
          hex(owner.object)
        }`,
      );
      return;
    }
    this.owners.set(block, owner);
  }

  private claimObject(object: Address, type: Address): void {
    const head = headSize(this.vm.i32[(type + TP_FLAGS) >> 2]);
    const name = this.nameOf(type);
    this.claim(object - head, { kind: "object", object, name });
    const size = this.blocks.get(object - head);
    if (size !== undefined) this.checkHeader(object, type, name, size - head);
  }

  /** The words that every object has, and the length of those that have one. */
  private checkHeader(object: Address, type: Address, name: string, room: Size): void {
    const i32 = this.vm.i32;
    const report = (text: string): void => {
      this.problems.push(`${name} at ${hex(object)} ${text}`);
    };
    if (i32[object >> 2] <= 0) report(`has ${i32[object >> 2]} references`);
    if (i32[(object + 4) >> 2] !== 0 || i32[(object + OB_TYPE + 4) >> 2] !== 0) {
      report("has a damaged header");
    }
    const itemSize = i32[(type + T.tp_itemsize) >> 2];
    let size = i32[(type + T.tp_basicsize) >> 2];
    if (type === FRAME_TYPE) size = frameSize(this.vm, object);
    else if (type === GENERATOR_TYPE) size = generatorSize(this.vm, object);
    else if (itemSize > 0) size += itemSize * Math.abs(i32[(object + OB_SIZE) >> 2]);
    const flags = i32[(type + TP_FLAGS) >> 2];
    if ((flags & TPFLAGS_UNICODE_SUBCLASS) !== 0 && (i32[(object + STR_STATE) >> 2] & 32) !== 0) {
      size = 48 + i32[(object + STR_LENGTH) >> 2] * strKind(this.vm, object) + 1;
    }
    if (size > room && (flags & TPFLAGS_TYPE_SUBCLASS) === 0) report(`needs ${size} bytes and has ${room}`);
    if ((flags & TPFLAGS_DICT_SUBCLASS) !== 0) this.problems.push(...checkDict(this.vm, object));
    else if (isAnySet(this.vm, object)) this.problems.push(...checkSet(this.vm, object));
  }

  /** Claims the blocks that an object owns beside its own. */
  private visitBuffers(object: Address, type: Address): void {
    const name = this.nameOf(type);
    visitInstanceBuffers(
      this.vm,
      object,
      (_vm, block) => this.claim(block, { kind: "buffer", object, name }),
    );
    for (let t = type; t !== NULL; t = this.vm.i32[(t + T.tp_base) >> 2]) {
      const visitor = this.vm.bufferVisitors.get(t);
      if (visitor === undefined) continue;
      visitor(this.vm, object, (_vm, block) => this.claim(block, { kind: "buffer", object, name }));
      return;
    }
  }

  private visitReferences(object: Address, type: Address): void {
    const vm = this.vm, i32 = vm.i32;
    const flags = i32[(type + TP_FLAGS) >> 2];
    if ((flags & TPFLAGS_TYPE_SUBCLASS) !== 0 && (i32[(object + TP_FLAGS) >> 2] & TPFLAGS_HEAPTYPE) === 0) {
      for (const field of STATIC_TYPE_FIELDS) this.referField(object + field);
      return;
    }
    if (object === vm.interned) return;
    if ((flags & TPFLAGS_TYPE_SUBCLASS) !== 0) this.visitClass(object);
    const traverse = i32[(type + TP_TRAVERSE) >> 2];
    if (traverse !== NULL) vm.functions[traverse](vm, object, this.refer);
    if ((flags & TPFLAGS_DICT_SUBCLASS) !== 0) this.visitStrKeys(object);
  }

  /** What a class owns that traverse passes over: its names, and the names in the keys that its instances share. */
  private visitClass(type: Address): void {
    const vm = this.vm;
    visitTypeNames(vm, type, this.refer);
    const keys = vm.i32[(type + HT_CACHED_KEYS) >> 2];
    if (keys !== NULL) this.meetSharedKeys(keys, type);
  }

  /** A class or a dict holds keys that others may hold too: the first one is named as the owner of their block. */
  private meetSharedKeys(keys: Address, holder: Address): void {
    const vm = this.vm;
    const holders = this.sharedKeys.get(keys);
    this.sharedKeys.set(keys, (holders ?? 0) + 1);
    if (holders !== undefined) return;
    const name = this.nameOf(vm.i32[(holder + OB_TYPE) >> 2]);
    this.claim(keys, { kind: "buffer", object: holder, name });
    for (let i = 0; i < vm.i32[(keys + DK_NENTRIES) >> 2]; i++) this.refer(vm, sharedName(vm, keys, i));
  }

  /** Do the keys that are shared count their holders? */
  checkSharedKeys(): void {
    for (const [keys, holders] of this.sharedKeys) {
      const count = this.vm.i32[keys >> 2];
      if (count !== holders) {
        this.problems.push(`shared keys at ${hex(keys)} count ${count} references, ${holders} were found`);
      }
    }
  }

  /** The keys of unicode tables, which traverse passes over because they are in no cycle. */
  private visitStrKeys(dict: Address): void {
    const vm = this.vm;
    const keys = vm.i32[(dict + MA_KEYS) >> 2];
    if (vm.i32[(dict + MA_VALUES) >> 2] !== NULL) {
      this.meetSharedKeys(keys, dict);
      return;
    }
    if (vm.u8[keys + DK_KIND] === KIND_GENERAL) return;
    for (let at = dictNext(vm, dict, 0); at >= 0; at = dictNext(vm, dict, at)) this.refer(vm, vm.dictKey);
  }

  /** A field that may hold a reference. */
  referField(field: Address): void {
    const object = this.vm.i32[field >> 2];
    if (object !== NULL) this.refer(this.vm, object);
  }
}

/** Names the references that the interpreter itself holds. */
export function visitRoots(vm: Interpreter, visit: (vm: Interpreter, object: Address) => void): void {
  const { curexcType, curexcValue, curexcTraceback, handled } = vm;
  const { interned, builtinsDict, modules, sysDict, reprList } = vm;
  const fields = [
    curexcType,
    curexcValue,
    curexcTraceback,
    handled,
    interned,
    builtinsDict,
    modules,
    sysDict,
    reprList,
  ];
  for (const object of [...fields, vm.collector.callbacks]) {
    if (object !== NULL) visit(vm, object);
  }
  visitSpilledExceptions(vm, visit);
  for (let record = vm.fpBase; record <= vm.fp; record += FRAME_RECORD_SIZE) {
    const frame = vm.i32[(record + F_OBJECT) >> 2];
    if (frame !== NULL) visit(vm, frame);
  }
  traverseMethodCache(vm, visit);
}

/** The exception that the program handles while a generator runs; those of generators are their own. */
function visitSpilledExceptions(vm: Interpreter, visit: (vm: Interpreter, object: Address) => void): void {
  const value = vm.i32[EXCEPTION_BASE >> 2];
  if (value !== NULL) visit(vm, value);
}

/** Static objects that may own blocks: types, and strings that were encoded. */
function meetStatics(walk: Walk): void {
  const vm = walk.vm;
  for (let type = OBJECT_TYPE; type < IDENTIFIERS_BASE; type += TYPE_STRIDE) {
    if (isType(vm, type)) walk.meet(type);
  }
  for (const [, address] of STATIC_IDENTIFIERS) walk.meet(address);
  for (let i = 0; i < 128; i++) walk.meet(LATIN1_CHARACTERS + 80 * i);
}

/** Claims the dead objects that types keep, and verifies the lists. */
function claimFreeLists(walk: Walk): void {
  const i32 = walk.vm.i32;
  for (const list of FREE_LIST_TABLE) {
    const kept = freeListCount(walk.vm, list.address);
    let n = 0;
    for (
      let dead = freeListHead(walk.vm, list.address);
      dead !== NULL && n <= kept;
      dead = i32[(dead + list.link) >> 2]
    ) {
      walk.claim(dead + list.blockOffset, { kind: "free list", object: dead, name: list.name });
      n++;
    }
    if (n !== kept || kept > list.limit) {
      walk.problems.push(
        `free list of ${list.name} holds ${n}${
          n > kept ? " or more" : ""
        }, says ${kept}, may hold ${list.limit}`,
      );
    }
  }
}

/** Does the block of a container start where its type says? */
function isBlockOf(walk: Walk, object: Address): boolean {
  const { vm, blocks } = walk;
  if (blocks.has(object - GC_HEAD_SIZE)) return true;
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return blocks.has(object - MANAGED_HEAD_SIZE) && isType(vm, type) &&
    headSize(vm.i32[(type + TP_FLAGS) >> 2]) === MANAGED_HEAD_SIZE;
}

/** Walks the rings of the collector: every tracked object is met; a broken ring is reported. */
function meetTracked(walk: Walk): Set<Address> {
  const vm = walk.vm, i32 = vm.i32;
  const tracked = new Set<Address>();
  for (const ring of ALL_RINGS) {
    let previous = ring;
    for (let head = i32[ring >> 2]; head !== ring; head = i32[head >> 2]) {
      const object = head + GC_HEAD_SIZE;
      if (tracked.has(object) || (head >= vm.staticEnd && !isBlockOf(walk, object))) {
        walk.problems.push(
          `ring at ${hex(ring)} leads to ${hex(head)}, which is ${
            tracked.has(object) ? "in a ring already" : "no live block"
          }`,
        );
        break;
      }
      const word = i32[(head + 8) >> 2];
      if ((word & GC_PREV_MASK) !== previous) {
        walk.problems.push(`container at ${hex(object)} has a wrong link back`);
      }
      if ((word & GC_PREV_COLLECTING) !== 0 && !vm.collector.collecting) {
        walk.problems.push(`container at ${hex(object)} is marked as being collected`);
      }
      tracked.add(object);
      walk.meet(object);
      previous = head;
    }
  }
  if (!vm.collector.collecting) {
    for (const ring of [UNREACHABLE_RING, FINALIZED_RING, STILL_UNREACHABLE_RING]) {
      if (!isRingEmpty(vm, ring)) {
        walk.problems.push(`ring at ${hex(ring)} is not empty outside a collection`);
      }
    }
  }
  return tracked;
}

/** Every container that says it is tracked is in a ring. */
function checkTracked(walk: Walk, tracked: ReadonlySet<Address>): void {
  const { vm } = walk;
  for (const object of walk.references.keys()) {
    if (object < vm.staticEnd || !isType(vm, vm.i32[(object + OB_TYPE) >> 2]) || !isGcObject(vm, object)) {
      continue;
    }
    if (vm.i32[(object - GC_HEAD_SIZE) >> 2] !== 0 && !tracked.has(object)) {
      walk.problems.push(`container at ${hex(object)} is marked as tracked and in no ring`);
    }
  }
}

function checkInterned(walk: Walk): void {
  const vm = walk.vm;
  if (vm.interned === NULL) return;
  for (let at = dictNext(vm, vm.interned, 0); at >= 0; at = dictNext(vm, vm.interned, at)) {
    const key = vm.dictKey;
    if (key !== vm.dictValue || (vm.i32[(key + STR_STATE) >> 2] & STATE_INTERNED) === 0) {
      walk.problems.push(`interned str at ${hex(key)} is not marked so, or not its own value`);
    }
  }
}

/** The object in a block, if its words say that it is one: behind a GC head, or at the block's start. */
function objectInBlock(vm: Interpreter, block: Address, size: Size): Address {
  for (const head of [MANAGED_HEAD_SIZE, GC_HEAD_SIZE, 0]) {
    const object = block + head;
    if (size < head + 16 || vm.i32[object >> 2] <= 0 || vm.i32[(object + 4) >> 2] !== 0) continue;
    const type = vm.i32[(object + OB_TYPE) >> 2];
    if (!isType(vm, type)) continue;
    if (headSize(vm.i32[(type + TP_FLAGS) >> 2]) === head) return object;
  }
  return NULL;
}

/** Assigns every live block to an owner. Changes nothing and runs no code of the program. */
export function walkOwnership(vm: Interpreter, options: OwnershipOptions = {}): Ownership {
  const walk = new Walk(vm);
  meetStatics(walk);
  visitRoots(vm, walk.refer);
  walk.follow();
  claimFreeLists(walk);
  const tracked = meetTracked(walk);
  walk.follow();
  const found = new Map<Address, Address>();
  for (const [block, size] of walk.blocks) {
    if (!walk.owners.has(block)) found.set(block, objectInBlock(vm, block, size));
  }
  if (options.running) {
    for (const object of found.values()) if (object !== NULL) walk.meet(object);
    walk.follow();
  }
  for (const [block, object] of found) {
    if (walk.owners.has(block)) continue;
    const what = object === NULL
      ? ""
      : `: ${walk.nameOf(vm.i32[(object + OB_TYPE) >> 2])} with ${vm.i32[object >> 2]} references`;
    walk.problems.push(`block ${hex(block)} of ${walk.blocks.get(block)} bytes has no owner${what}`);
  }
  checkTracked(walk, tracked);
  checkInterned(walk);
  if (!options.running) walk.checkSharedKeys();
  return walk;
}

/**
 * Everything that is wrong with the interpreter's objects, as sentences: blocks that nobody or several own, references
 * that do not match the counts, broken objects, tables, rings and free lists. Empty if all is well. The heap's own
 * structures are check()'s business.
 */
export function checkInterpreter(vm: Interpreter, options: OwnershipOptions = {}): string[] {
  // An allocator of the embedder's that cannot tell which of its blocks live leaves nothing to compare with.
  if (otherAllocators(vm).some(({ walkBlocks }) => walkBlocks === undefined)) return [];
  const { references, problems } = walkOwnership(vm, options);
  const all = [...problems];
  for (const [object, found] of references) {
    if (object < vm.staticEnd) continue;
    const count = vm.i32[object >> 2];
    if (found > count || (!options.running && found < count)) {
      const name = isType(vm, vm.i32[(object + OB_TYPE) >> 2])
        ? typeName(vm, vm.i32[(object + OB_TYPE) >> 2])
        : "object";
      all.push(`${name} at ${hex(object)} counts ${count} references, ${found} were found`);
    }
  }
  return all;
}
