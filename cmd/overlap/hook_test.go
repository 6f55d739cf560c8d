//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Python compiles the hook once for all commands of a user, also where it is told to keep nothing of programs, and keeps nothing of
// the program then. Where no folder can be kept, programs are traced all the same.
func TestHookIsCompiledOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs run in processes of their own")
	}
	python, cache, work := pythons(t)[0], t.TempDir(), t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(work, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	write("other.py", "import asyncio\nasync def main(): await asyncio.sleep(0)\n")
	program, none := write("program.py", "import other\nother.asyncio.run(other.main())\n"), write("none", "")
	for _, cache := range []string{cache, cache, none} {
		out := filepath.Join(t.TempDir(), "run.jsonl")
		c := exec.Command("overlap", "trace", "--quiet", "--out", out, "--", python, program)
		c.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "PYTHONDONTWRITEBYTECODE=1")
		if said, err := c.CombinedOutput(); err != nil || len(said) > 0 {
			t.Fatalf("%v: %s", err, said)
		}
		if _, err := readTraced(out); err != nil {
			t.Error(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(cache, "overlap", "*")); len(left) != 1 {
		t.Errorf("two commands left %q", left)
	}
	for _, module := range []string{"begin", "steps", "rows"} {
		if compiled, _ := filepath.Glob(filepath.Join(cache, "overlap", "hook-*", "overlap_trace", "__pycache__", module+".*.pyc")); len(compiled) != 1 {
			t.Errorf("%s is compiled again: %q", module, compiled)
		}
	}
	if kept, _ := filepath.Glob(filepath.Join(work, "__pycache__", "*")); len(kept) > 0 {
		t.Errorf("of the program, %q is kept", kept)
	}
}
