// Makes of Pyodide's standard library what programs in the lab may import: compiled, without documentation, in a zip that is stored,
// so that brotli sees the code. It takes a quarter of the time to start that the sources take.
//
//   node trim.mjs OUT.zip FOLDER-OF-PYTHON
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [out, sources] = process.argv.slice(2);

// Modules beside those that asyncio and the lab import themselves.
const wanted = `abc array bisect calendar cmath collections collections.abc concurrent.futures concurrent.futures.thread contextlib
  contextvars copy csv dataclasses datetime decimal enum errno fractions functools gc graphlib hashlib heapq http inspect io
  itertools json logging math numbers operator os pathlib pprint queue random re reprlib sched secrets signal statistics string struct
  sys textwrap threading time timeit traceback types typing unicodedata urllib.parse urllib.error uuid warnings weakref zlib _strptime
  encodings.utf_8 encodings.ascii encodings.latin_1 encodings.idna encodings.unicode_escape _colorize`;

const python = await loadPyodide({ env: { HOME: "/home/pyodide" } });
for (const folder of ["overlap", "overlap_trace"]) {
  python.FS.mkdirTree(`/lab/${folder}`);
  for (const name of readdirSync(`${sources}/${folder}`).filter((name) => name.endsWith(".py"))) {
    python.FS.writeFile(`/lab/${folder}/${name}`, readFileSync(`${sources}/${folder}/${name}`));
  }
}
python.globals.set("wanted", wanted);
python.globals.set("full", new Uint8Array(readFileSync(new URL(import.meta.resolve("pyodide/python_stdlib.zip")))));
const zip = python.runPython(`
import asyncio, importlib, importlib._bootstrap_external as bootstrap, io, sys, zipfile
asyncio.events._set_running_loop(None)
sys.path.insert(0, "/lab")
import overlap.program
for name in wanted.split():
    importlib.import_module(name)
library = zipfile.ZipFile(io.BytesIO(full.to_py()))
marks = (".zip/", "python3.14/")
files = set()
for module in list(sys.modules.values()):
    for mark in marks:
        files.add((getattr(module, "__file__", None) or "").rpartition(mark)[2])
files |= {name for name in library.namelist() if name.startswith(("pyodide/", "_pyodide/", "encodings/__init__", "encodings/aliases"))}
made = io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as trimmed:
    for name in sorted(files & set(library.namelist())):
        if name.endswith(".py"):
            code = compile(library.read(name), "/lib/python314.zip/" + name, "exec", dont_inherit=True, optimize=2)
            trimmed.writestr(zipfile.ZipInfo(name + "c", (2026, 1, 1, 0, 0, 0)), bootstrap._code_to_hash_pyc(code, bytes(8), False))
made.getvalue()
`);
writeFileSync(out, zip.toJs());
process.exit(0);
