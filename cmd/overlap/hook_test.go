//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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

// Hooks of other versions go as soon as no command uses them, and so does what commands that were killed have left.
func TestUnusedHooksGo(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", home)
	cache := filepath.Join(home, "overlap")
	for _, other := range []string{"hook-old", "hook-used", "making-1", "removing-hook-old"} {
		if err := os.CopyFS(filepath.Join(cache, other), os.DirFS("testdata/trace")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(cache, "another"), 0o700); err != nil {
		t.Fatal(err)
	}
	done, ok := use(filepath.Join(cache, "hook-used"))
	if !ok {
		t.Fatal("a folder cannot be used")
	}
	present := "hook-" + hookSum()
	for _, want := range [][]string{{"another", present, "hook-used"}, {"another", present}} {
		traced, err := newTracing()
		if err != nil {
			t.Fatal(err)
		}
		traced.remove()
		if left := strings.Fields(inFolder(t, cache)); !slices.Equal(left, want) {
			t.Errorf("there are %q, not %q", left, want)
		}
		done()
	}
}

// Commands of two versions at once take no hook away that the other uses.
func TestHooksOfTwoVersions(t *testing.T) {
	cache := t.TempDir()
	var all sync.WaitGroup
	for n := range 8 {
		kept := filepath.Join(cache, []string{"hook-one", "hook-two"}[n%2])
		all.Go(func() {
			for range 50 {
				done, ok := use(kept)
				if !ok {
					done, ok = makeHook(cache, kept)
				}
				if !ok { // the other version took it first: such a command has a hook of its own
					continue
				}
				removeUnused(cache, kept)
				if found := strings.Fields(inFolder(t, kept)); !slices.Equal(found, []string{"overlap_trace", "sitecustomize.py"}) {
					t.Errorf("a hook in use holds %q", found)
				}
				done()
			}
		})
	}
	all.Wait()
}

// A program that goes on without the command that traced it, and so perhaps without the hook, goes on as it does untraced.
func TestProgramOutlivesItsHook(t *testing.T) {
	const program = `import os, shutil, sys
shutil.rmtree(os.path.dirname(sys.modules["overlap_trace"].__file__))
import asyncio, concurrent.futures.thread
print(asyncio.run(asyncio.sleep(0, "ran")))
`
	c := exec.Command("overlap", "trace", "--quiet", "--", pythons(t)[0], "-c", program)
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir())
	if said, err := c.CombinedOutput(); err != nil || string(said) != "ran\n" {
		t.Errorf("%v: %s", err, said)
	}
}
