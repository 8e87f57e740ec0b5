/**
 * What README.md and runtime/LANGUAGE.md show is so: their programs run, their commands print what stands below them,
 * and every path and task that they name exists. So is the program of runtime/host/README.md.
 *
 * A block of `sh` is a command, the block of `text` behind it its output, both streams. In the README, the blocks from
 * "== memory of the program" on are one page of --stats, of which the labels are compared: its figures are those of one
 * state of the project. Programs on both pages are golden scripts.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { ExitError, ProgramError, Runtime } from "../runtime/mod.ts";
import { compareRun, parseExpectation } from "./golden.ts";

const ROOT = new URL("../", import.meta.url);

interface Block {
  language: string;
  text: string;
  /** Line of the first fence, from 1. */
  line: number;
}

/** The fenced blocks of a page, in order. */
function readBlocks(page: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  page.split("\n").forEach((line, i) => {
    if (!line.startsWith("```")) {
      if (open !== null) open.text += `${line}\n`;
    } else if (open === null) open = { language: line.slice(3), text: "", line: i + 1 };
    else {
      blocks.push(open);
      open = null;
    }
  });
  assertEquals(open, null, "a block is not closed");
  return blocks;
}

const readPage = (path: string): string => Deno.readTextFileSync(new URL(path, ROOT));
const README = readPage("README.md");
const README_BLOCKS = readBlocks(README);
const LANGUAGE = readPage("runtime/LANGUAGE.md");
const LANGUAGE_BLOCKS = readBlocks(LANGUAGE);
const PAGES = [["README.md", README_BLOCKS], ["runtime/LANGUAGE.md", LANGUAGE_BLOCKS]] as const;

/** The words of a command line with double quotes only. */
function splitCommand(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word);
}

/** Runs deno from the project's root; both streams in one text, standard output first. */
async function runDeno(args: string[], input = ""): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--quiet", ...args],
    cwd: ROOT.pathname,
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { stdout, stderr } = await process.output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

/** Runs a program of a page as a golden script: "" or what is wrong. Nothing may remain. */
function runProgram(source: string, name: string): string {
  let stdout = "", stderr = "";
  const runtime = new Runtime({
    reserve: 2 ** 28,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  try {
    runtime.run(source, "<program>");
  } catch (error) {
    if (!(error instanceof ProgramError) && !(error instanceof ExitError)) throw error;
  }
  const problems = [...runtime.check(), ...runtime.close()];
  return [compareRun(parseExpectation(source, name), stdout, stderr), ...problems].filter((text) =>
    text !== ""
  )
    .join("\n");
}

for (const [path, blocks] of PAGES) {
  for (const { language, text, line } of blocks) {
    if (language !== "py") continue;
    Deno.test(`the program in line ${line} of ${path} prints what it says, and nothing remains`, () => {
      assertEquals(runProgram(text, path), "");
    });
  }
}

for (const [path, blocks] of PAGES) {
  for (const [i, { language, text, line }] of blocks.entries()) {
    if (language !== "sh" || !text.startsWith("deno run ")) continue;
    Deno.test(`the command in line ${line} of ${path} prints what stands below it`, async () => {
      const next = blocks[i + 1];
      assertEquals(next.language, "text");
      const output = await runDeno(splitCommand(text).slice(2));
      assertEquals(output.trimEnd(), next.text.trimEnd());
    });
  }
}

const HOST_BLOCKS = readBlocks(readPage("runtime/host/README.md"));

for (
  const [path, blocks] of [["README.md", README_BLOCKS], ["runtime/host/README.md", HOST_BLOCKS]] as const
) {
  for (const [i, { language, text, line }] of blocks.entries()) {
    if (language !== "ts") continue;
    Deno.test(`the TypeScript in line ${line} of ${path} prints what stands below it`, async () => {
      assertEquals(await runDeno(["-"], text), blocks[i + 1].text);
    });
  }
}

Deno.test("every task that the pages name is one of the project's", () => {
  const { tasks } = JSON.parse(readPage("deno.json")) as { tasks: Record<string, string> };
  const named = [...`${README}${LANGUAGE}`.matchAll(/deno(?:@2)? task (\w+)/g)].map(([, name]) => name);
  assert(named.length > 5);
  assertEquals(named.filter((name) => tasks[name] === undefined), []);
  assertStringIncludes(README, "npx --yes deno@2 task demo\nnpx --yes deno@2 task test\n");
});

Deno.test("every block of the pages is tried: a known task, a command, a program, or output", () => {
  for (const { language, text, line } of [...README_BLOCKS, ...LANGUAGE_BLOCKS]) {
    const known = language === "py" || language === "ts" || language === "text" ||
      (language === "sh" &&
        text.trimEnd().split("\n").every((one) => /^(npx --yes deno@2|deno) (task|run) /.test(one)));
    assert(known, `line ${line}`);
  }
});

Deno.test("every option that the README names is in the command line's help", async () => {
  const help = await runDeno(["runtime/main.ts", "--help"]);
  const named = [...README.matchAll(/`(--[a-z-]+)[^`]*`/g)].map(([, option]) => option);
  assert(named.length > 5);
  assertEquals(named.filter((option) => !new RegExp(`^  ${option}\\b`, "m").test(help)), []);
});

Deno.test("every path that the pages name exists", () => {
  for (const [page, folder] of [[README, "./"], [LANGUAGE, "./runtime/"]]) {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => new URL(folder + path, ROOT));
    const quoted = [...page.matchAll(/`((?:heap|runtime|examples|tests)\/[\w./]*)`/g)]
      .map(([, path]) => new URL(path, ROOT));
    for (const path of [...links, ...quoted]) {
      assert(Deno.statSync(path).isFile || Deno.statSync(path).isDirectory);
    }
  }
});

Deno.test("the README shows the program that the demo runs", () => {
  assertStringIncludes(README, `\`\`\`py\n${readPage("examples/first_light.py")}\`\`\`\n`);
});

/** The labels of a page of statistics: lines without figures and rows of size classes, in an order of their own. */
function labels(page: string): string[] {
  return page.split("\n")
    .filter((line) => !/^ +\d+ +\d+ +\d+ +\d+ +\d+$/.test(line))
    .map((line) =>
      line.replace(/-{5,}/g, "-").replace(/\d[\d,.]*/g, "0").replace(/ +/g, " ").replace(/KiB|MiB/, "B")
    )
    .filter((line) => line !== "").sort();
}

Deno.test("the README's page of statistics has the labels of the real one", async () => {
  const first = README_BLOCKS.findIndex((block) => block.text.startsWith("== memory of the program"));
  const last = README_BLOCKS.findIndex((block) => block.text.startsWith("== pymalloc"));
  const shown = README_BLOCKS.slice(first, last + 1).map((block) => block.text).join("\n");
  const demo = (JSON.parse(readPage("deno.json")) as { tasks: Record<string, string> }).tasks.demo;
  const output = await runDeno(splitCommand(demo).slice(2));
  assertStringIncludes(output, "1000000 84 2 ['vivarium', 'n']\n");
  assertEquals(labels(shown), labels(output.slice(output.indexOf("== memory"))));
});
