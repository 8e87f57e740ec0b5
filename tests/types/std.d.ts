// The few functions of the standard library that the sources and tests use. The npm package that carries
// them has no types of its own; with `jsr:` entries in the import map this file is not needed.

declare module "@std/assert" {
  /** Deep equality. */
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T;
  export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertAlmostEquals(
    actual: number,
    expected: number,
    tolerance?: number,
    msg?: string,
  ): void;
  export function assertGreater<T>(actual: T, expected: T, msg?: string): void;
  export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertLess<T>(actual: T, expected: T, msg?: string): void;
  export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertThrows<E extends Error = Error>(
    fn: () => unknown,
    // deno-lint-ignore no-explicit-any
    errorClass?: new (...args: any[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): E;
  export function fail(msg?: string): never;
}

declare module "@std/testing/snapshot" {
  export function assertSnapshot(context: Deno.TestContext, actual: unknown, name?: string): Promise<void>;
}

declare module "@std/testing/mock" {
  export interface Spy {
    calls: { args: unknown[]; returned?: unknown }[];
    restore(): void;
  }
  export function spy<T>(target: T, method: keyof T): Spy;
  export function stub<T>(target: T, method: keyof T, fn: (...args: never[]) => unknown): Spy;
}

declare module "@std/cli/parse-args" {
  export interface ParseArgsOptions {
    boolean?: string[];
    string?: string[];
    collect?: string[];
    alias?: Record<string, string | string[]>;
    default?: Record<string, unknown>;
    stopEarly?: boolean;
    negatable?: string[];
    "--"?: boolean;
    unknown?: (arg: string, key?: string, value?: unknown) => unknown;
  }
  export function parseArgs(
    args: string[],
    options?: ParseArgsOptions,
    // deno-lint-ignore no-explicit-any
  ): { _: (string | number)[]; [key: string]: any };
}
