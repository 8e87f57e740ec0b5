/**
 * Constants that are worked out when they are first asked for.
 *
 * Tables that most programs never look into would otherwise be decoded at every start. A deferred value is no state:
 * it is the same at every moment, in every runtime.
 */

/** A function that gives the value of `make`, which is called once, at the first call. `make` must be pure. */
export function deferred<T extends object>(make: () => T): () => T {
  let value: T | null = null;
  return () => value ??= make();
}
