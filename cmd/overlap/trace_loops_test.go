//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// withEagerTasks returns an interpreter whose asyncio has eager tasks, which Python has from 3.12 on.
func withEagerTasks(t *testing.T) string {
	t.Helper()
	for _, python := range pythons(t) {
		if exec.Command(python, "-c", "import asyncio; asyncio.eager_task_factory").Run() == nil {
			return python
		}
	}
	t.Skip("there is no Python from 3.12 on, whose asyncio has eager tasks; the stand-in for them was traced")
	return ""
}

// A task that starts within the one that makes it is shown so: the maker stands still meanwhile, and goes on before anybody else. Where
// Python has no such tasks, the program has a factory that starts them the same way.
func TestTracedEagerTasks(t *testing.T) {
	t.Run("stand-in", func(t *testing.T) { testEagerTasks(t, pythons(t)[0]) })
	t.Run("asyncio", func(t *testing.T) { testEagerTasks(t, withEagerTasks(t)) })
}

func testEagerTasks(t *testing.T, python string) {
	records := recordsOf(t, filepath.Join("testdata", "trace", "eager.py"), python)
	for _, want := range []string{
		// It ends at once.
		`{"kind":"made","task":2,"name":"now","parent":1,LINE}
{"kind":"waiting","task":1,"why":"task","for":"the eager start of now",LINE}
{"kind":"running","task":2}
{"kind":"done","task":2}
{"kind":"ready","task":1,"by":0}
{"kind":"running","task":1}
`,
		// It waits, and goes on by itself.
		`{"kind":"running","task":3}
{"kind":"waiting","task":3,"why":"sleep","for":"",LINE}
{"kind":"ready","task":1,"by":0}
{"kind":"running","task":1}
`,
		// One within another.
		`{"kind":"waiting","task":4,"why":"task","for":"the eager start of now",LINE}
{"kind":"running","task":5}
{"kind":"done","task":5}
{"kind":"ready","task":4,"by":0}
{"kind":"running","task":4}
{"kind":"waiting","task":4,"why":"sleep","for":"",LINE}
{"kind":"ready","task":1,"by":0}
`,
		`{"kind":"failed","task":6,"error":"ValueError: at once"}`, `"why":"gather","for":"later(a), nest"`, `"why":"nursery","for":"later(b)"`,
	} {
		if !strings.Contains(records, want) {
			t.Errorf("%s: the records lack\n%s\n%s", python, want, records)
		}
	}
	if strings.Contains(records, "shutdown") {
		t.Errorf("%s: asyncio's own tasks at the end are shown:\n%s", python, records)
	}
}

// recordsOf returns the records of a program without their times and lines.
func recordsOf(t *testing.T, program string, command ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "run.jsonl")
	words := append([]string{"trace", "--quiet", "--out", out, "--"}, append(command, program)...)
	if said, err := exec.Command("overlap", words...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	text := regexp.MustCompile(`"(?:at|due)":\d+,`).ReplaceAllString(read(t, out), "")
	return regexp.MustCompile(`"line":\d+`).ReplaceAllString(text, "LINE")
}

// uvloopLike is a module that stands where uvloop would, and must not be used.
const uvloopLike = `raise SystemExit("uvloop itself was imported")`

// withUvloop is a program that asks uvloop for loops in the ways that its manual has.
const withUvloop = `import asyncio
import uvloop


async def main():
    await asyncio.sleep(.001)
    print(type(asyncio.get_running_loop()).__module__)


uvloop.install()
asyncio.run(main())
uvloop.run(main())
with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main())
`

// uvloop's handles are not Python's: asyncio's own loop takes its place where it is installed, and the trace says so. Where it is not,
// the program hears that, as without a trace.
func TestTracedUvloopIsReplaced(t *testing.T) {
	python, folder := pythons(t)[0], t.TempDir()
	program := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	if exec.Command(python, "-c", "import uvloop").Run() != nil {
		without := program("without.py", "try:\n    import uvloop\nexcept ImportError as error:\n    print(error)\n")
		if said, err := exec.Command("overlap", "trace", "--", python, without).CombinedOutput(); err != nil || !strings.HasPrefix(string(said), "No module named 'uvloop'\n") {
			t.Errorf("where it is not installed: %v, %s", err, said)
		}
	}
	program("uvloop.py", uvloopLike)
	file, out := program("with.py", withUvloop), filepath.Join(folder, "run.jsonl")
	said, err := exec.Command("overlap", "trace", "--out", out, "--", python, file).CombinedOutput()
	if want := strings.Repeat("asyncio.unix_events\n", 3); err != nil || !strings.HasPrefix(string(said), want) {
		t.Errorf("%v, it prints\n%s\nnot\n%s", err, said, want)
	}
	const mark = "uvloop is replaced by asyncio's own loop while it is traced"
	if !strings.Contains(read(t, out), `"kind":"mark","task":0,"text":"`+mark) || strings.Count(read(t, out), `"name":"main"`) != 3 {
		t.Errorf("the records lack the mark or a task:\n%s", read(t, out))
	}
	if !strings.Contains(string(said), "the loop: uvloop is replaced by asyncio's own loop") {
		t.Errorf("the terminal does not say that it is replaced:\n%s", said)
	}
}
