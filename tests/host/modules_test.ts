/** Modules as a host gives them: sources by name, files it reads, the command line with and without its permission. */
import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { type ModuleFiles, ProgramError, Runtime, type RuntimeOptions } from "../../runtime/mod.ts";

/** What a program prints with these modules; nothing may remain. */
function run(modules: RuntimeOptions["modules"], program: string): string {
  let output = "";
  const runtime = new Runtime({
    reserve: 2 ** 27,
    modules,
    stdout: (text) => {
      output += text;
    },
  });
  try {
    runtime.run(program, "program.py");
    assertEquals(runtime.check(), []);
  } finally {
    assertEquals(runtime.close(), []);
  }
  return output;
}

Deno.test("sources by name are modules, packages and parts of packages without a file", () => {
  const sources = {
    "tools": "def twice(x):\n    return x * 2\n",
    "shapes": "from .square import side\n",
    "shapes.square": "side = 4\n",
    "free.part": "value = 1\n",
    "empty.__init__": "",
  };
  const program = "import tools, shapes, free.part, empty, sys\n" +
    "print(tools.twice(4), shapes.side, free.part.value, sys.path)\n" +
    "print(tools.__file__, shapes.__file__, shapes.square.__file__, free.__file__, empty.__file__)\n" +
    "print(tools, free.__path__)\n";
  const expected = "8 4 1 ['<modules>']\n" +
    "<modules>/tools.py <modules>/shapes/__init__.py <modules>/shapes/square.py None " +
    "<modules>/empty/__init__.py\n" +
    "<module 'tools' from '<modules>/tools.py'> ['<modules>/free']\n";
  assertEquals(run(sources, program), expected);
  assertEquals(run(new Map(Object.entries(sources)), program), expected);
});

Deno.test("a name that is not among the sources is not found, nor one that is an object's own", () => {
  const program = "for name in ('constructor', 'toString', 'other', 'a.b'):\n" +
    "    try:\n        __import__(name)\n    except ImportError as error:\n        print(error)\n";
  const expected = "No module named 'constructor'\nNo module named 'toString'\nNo module named 'other'\n" +
    "No module named 'a.b'; 'a' is not a package\n";
  assertEquals(run({ a: "" }, program), expected);
});

Deno.test("a traceback shows the lines of imported sources", () => {
  const error = assertThrows(
    () =>
      run({ outer: "import inner\ninner.f()\n", inner: "def f():\n    return 1 / 0\n" }, "import outer\n"),
    ProgramError,
  );
  assertEquals(
    error.message,
    `Traceback (most recent call last):
  File "program.py", line 1, in <module>
    import outer
  File "<modules>/outer.py", line 2, in <module>
    inner.f()
  File "<modules>/inner.py", line 2, in f
    return 1 / 0
           ~~^~~
ZeroDivisionError: division by zero`,
  );
});

Deno.test("files are read where sys.path and __path__ say, when a module is imported first", () => {
  const asked: string[] = [];
  const files: Record<string, string> = { "lib/a.py": "import b", "other/b.py": "value = 5" };
  const modules: ModuleFiles = {
    path: ["lib"],
    read: (path) => {
      asked.push(path);
      return files[path] ?? null;
    },
    isFolder: () => false,
  };
  const program = "import sys\nsys.path.append('other/')\nimport a, b, sys\nprint(b.value)\nimport a\n";
  assertEquals(run(modules, program), "5\n");
  assertEquals(asked, [
    "lib/a/__init__.py",
    "lib/a.py",
    "lib/b/__init__.py",
    "lib/b.py",
    "other/b/__init__.py",
    "other/b.py",
  ]);
});

Deno.test("a host that fails to read makes an ImportError", () => {
  const modules: ModuleFiles = {
    path: ["lib"],
    read: () => {
      throw new Error("the disk is gone");
    },
    isFolder: () => false,
  };
  const program = "try:\n    import a\nexcept ImportError as error:\n    print(error)\n";
  assertEquals(run(modules, program), "the host cannot read 'lib/a/__init__.py': the disk is gone\n");
});

Deno.test("bytes of a module declare their own encoding", () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode("# coding: latin-1\nword = 'caf"),
    0xe9,
    0x27,
    10,
  ]);
  const modules: ModuleFiles = {
    path: [""],
    read: (path) => path === "words.py" ? bytes : null,
    isFolder: () => false,
  };
  assertEquals(run(modules, "import words\nprint(words.word, words.__file__)\n"), "café words.py\n");
});

Deno.test("a module stays loaded from run to run, and __main__ comes back when it was thrown out", () => {
  using runtime = new Runtime({ reserve: 2 ** 27, modules: { counted: "print('runs')" } });
  runtime.run("import counted, sys\nfirst = counted\ndel sys.modules['__main__']\n");
  runtime.run("import counted, sys\nassert 'first' not in globals() and __name__ == '__main__'\n");
  assertEquals(runtime.close(), []);
});

/** Runs the command line on a program in a folder of its own. */
async function runCommandLine(permissions: string[], files: Record<string, string>): Promise<string> {
  const folder = await Deno.makeTempDir({ dir: new URL(".", import.meta.url).pathname });
  try {
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
    const main = new URL("../../runtime/main.ts", import.meta.url).pathname;
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--no-check",
        ...permissions.map((each) => each.replace("FOLDER", folder)),
        main,
      ]
        .concat("--check", `${folder}/program.py`),
    }).output();
    const decoder = new TextDecoder();
    return decoder.decode(stdout) + decoder.decode(stderr);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the command line reads modules beside the script as far as it is permitted", async () => {
  const files = {
    "program.py":
      "try:\n    import beside\n    print(beside.value)\nexcept ImportError as error:\n    print(error)\n",
    "beside.py": "value = 5\n",
  };
  const sound = "check: the heap is sound, and nothing remains\n";
  assertEquals(await runCommandLine(["--allow-read=FOLDER"], files), `5\n${sound}`);
  assertEquals(
    await runCommandLine(["--allow-read=FOLDER/program.py"], files),
    `No module named 'beside'\n${sound}`,
  );
  assertMatch(await runCommandLine([], files), /can't open file '.*program\.py': .*--allow-read/);
});

Deno.test("what is imported survives a limit of memory", () => {
  let errors = "";
  const sources = { big: "text = 'x' * 2 ** 26\n" };
  using runtime = new Runtime({
    reserve: 2 ** 27,
    pageLimit: 2 ** 24,
    modules: sources,
    stderr: (text) => {
      errors += text;
    },
  });
  assertThrows(() => runtime.run("import big\n"), ProgramError);
  assertStringIncludes(errors, "MemoryError");
  runtime.run("import sys\nassert 'big' not in sys.modules\n");
  assertEquals(runtime.close(), []);
});
