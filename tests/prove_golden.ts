/**
 * Proves the golden scripts' expectations: CPython 3.11 runs them all. `deno task prove`; needs python3, says so if
 * there is none.
 */
import { compareRun, goldenScripts, parseExpectation } from "./golden.ts";

const only = Deno.args[0] ?? "";
let passed = 0, failed = 0;
for (const script of goldenScripts(new URL("./lang/", import.meta.url))) {
  if (!script.pathname.includes(only)) continue;
  const expectation = parseExpectation(Deno.readTextFileSync(script), script.pathname);
  let result: Deno.CommandOutput;
  try {
    result = new Deno.Command("python3", {
      args: [script.pathname],
      env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
    })
      .outputSync();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.log("There is no python3 here: nothing was proved.");
    Deno.exit(0);
  }
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const complaint = compareRun(expectation, decode(result.stdout), decode(result.stderr));
  if (complaint === "") passed++;
  else {
    failed++;
    console.log(`${script.pathname}: ${complaint}\n`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
