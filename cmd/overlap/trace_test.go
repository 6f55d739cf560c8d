//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// pythons returns the interpreters that can be traced and are installed, each version once: that of PATH first, then those that
// systems and pyenv keep elsewhere.
func pythons(t *testing.T) []string {
	t.Helper()
	list := installed()
	if len(list) == 0 {
		t.Skip("there is no python3 from 3.11 to 3.14")
	}
	return list
}

var installed = sync.OnceValue(func() (list []string) {
	names := []string{"python3", "python3.11", "python3.12", "python3.13", "python3.14"}
	home, _ := os.UserHomeDir() // "" where there is none
	for _, pattern := range []string{"/usr/bin/python3.1[1234]", "/usr/local/bin/python3.1[1234]", home + "/.pyenv/versions/3.1[1234]*/bin/python3"} {
		kept, _ := filepath.Glob(pattern) // fails for a malformed pattern only
		names = append(names, kept...)
	}
	known := map[string]bool{}
	for _, name := range names {
		out, err := exec.Command(name, "-c", "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2]) if (3, 11) <= sys.version_info[:2] <= (3, 14) else None").Output()
		path, version, ok := strings.Cut(strings.TrimSpace(string(out)), " ")
		if err == nil && ok && !known[version] {
			known[version] = true
			list = append(list, path)
		}
	}
	return list
})

// everywhere are the programs that every interpreter runs: what versions of asyncio do in ways of their own. The first runs all.
var everywhere = []string{"cancelling.py", "eager.py", "group_fails.py", "lock.py", "queues.py", "streams.py", "subprocesses.py", "threads.py", "timeout.py", "uncaught.py"}

// A program that is traced prints what it prints without, and ends as it does without.
func TestTracedProgramsBehaveAsUntraced(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs run in processes of their own, in which the race detector sees nothing")
	}
	programs, err := filepath.Glob("testdata/trace/*.py")
	if err != nil || len(programs) < 30 {
		t.Fatal(programs, err)
	}
	for i, python := range pythons(t) {
		for _, program := range programs {
			if i > 0 && !slices.Contains(everywhere, filepath.Base(program)) {
				continue
			}
			t.Run(python+" "+filepath.Base(program), func(t *testing.T) {
				t.Parallel()
				out := filepath.Join(t.TempDir(), "run.jsonl")
				want := behaviour(t, exec.Command(python, program))
				words := []string{"trace", "--quiet", "--out", out, "--", python, program}
				if filepath.Base(program) == "no_tasks.py" {
					words = slices.Delete(words, 2, 4) // it leaves no trace
				}
				got := behaviour(t, exec.Command("overlap", words...))
				if got != want {
					t.Errorf("traced\n%s\nuntraced\n%s", got, want)
				}
				traces, _ := filepath.Glob(strings.TrimSuffix(out, ".jsonl") + "*")
				for _, name := range traces {
					if _, err := readTraced(name); err != nil {
						t.Errorf("%s: %v", filepath.Base(name), err)
					}
					if text := read(t, name); strings.Contains(text, "tracing is not whole") || strings.Contains(text, "something: ") {
						t.Errorf("the hook met what it does not know: %s", regexp.MustCompile(`.*(not whole|something: ).*`).FindString(text))
					}
				}
				if traced := len(traces) > 0; traced == (filepath.Base(program) == "no_tasks.py") {
					t.Errorf("%d processes left a trace", len(traces))
				}
			})
		}
	}
}

var address = regexp.MustCompile(`0x[0-9a-f]+`)

// behaviour runs a command and returns all that can be seen of it.
func behaviour(t *testing.T, c *exec.Cmd) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader("hello"), &stdout, &stderr
	c.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	c.Run()
	status := c.ProcessState.ExitCode()
	if by, ok := endedBy(c.ProcessState); ok {
		status = 128 + int(by)
	}
	return address.ReplaceAllString(stdout.String()+"\nstderr\n"+stderr.String()+"\nstatus "+itoa(status), "0x")
}

// Each piece of advice is given for the program that needs it, with the lines, and for no other. In the lab, which has the recorder
// that trace has, what it costs is the same each time.
func TestAdviceOnPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("the programs run in processes of their own, in which the race detector sees nothing")
	}
	pythons(t)
	const instead = " ms; unless their order matters, asyncio.gather would take "
	for program, want := range map[string]string{
		"unretrieved": "unretrieved.py:7 bad failed, and nobody retrieved the error: RuntimeError: nobody asks somewhere a future failed, and nobody retrieved the error: OSError: nor here",
		"unawaited":   "unawaited.py:10 forgotten(1) was never awaited: it did not run unawaited.py:13 forgotten(0) was never awaited: it did not run",
		"callbacks":   "callbacks.py:5 hold held the loop for 120 ms: nothing else could run",
		"lock":        "lock.py:12 Account.take(1) holds account.lock while it waits for 5 ms, and 2 tasks for account.lock meanwhile: right if that wait is what the lock is for (2 times)",
		"rows": "rows.py:10–11 none of these awaits uses another’s result: fetch('user', .02), fetch('page', .03). One after another they took 50" + instead + "30 ms " +
			"rows.py:21–22 no round of this loop uses another’s result: 3 × fetch(str(n), .01). One after another they took 30" + instead + "10 ms " +
			"rows.py:33 no round of this loop uses another’s result: 3 × fetch(n, .01). One after another they took 30" + instead + "10 ms",
		"stalls":   "stalls.py:10–14 computes held the loop for 120 ms between these lines: nothing else could run stalls.py:6 time.sleep held the loop for 120 ms: nothing else could run. While a task awaits asyncio.sleep, others run",
		"dropped":  "dropped.py:4 price(tea) was never awaited: it did not run. What it would run begins at that line",
		"tutorial": "", "gather": "", "queues": "", "ordered": "",
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			text, err := exec.Command("overlap", "lab", "testdata/trace/"+program+".py").CombinedOutput()
			if err != nil {
				t.Fatal(err)
			}
			_, advice, _ := strings.Cut(strings.Join(strings.Fields(string(text)), " "), "To look at ")
			if advice != want {
				t.Errorf("got %q, want %q", advice, want)
			}
		})
	}
}

// Processes of a command stand on one axis of time, each task with its process's number.
func TestTracedProcessesAreJoined(t *testing.T) {
	out := filepath.Join(t.TempDir(), "run.jsonl")
	c := exec.Command("overlap", "trace", "--out", out, pythons(t)[0], "testdata/trace/subprocesses.py")
	said, err := c.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^  main +.*\n  m, process \d+ +.*\n\n`).Match(said) {
		t.Errorf("the processes are not drawn together: %s", said)
	}
	if !strings.Contains(read(t, out), `"for":"process `) || strings.Contains(read(t, out), "_read_stream") {
		t.Error("asyncio's own tasks for the process are shown, or the wait for it is not")
	}
	if _, err := readTraced(strings.TrimSuffix(out, ".jsonl") + ".2.jsonl"); err != nil {
		t.Error(err)
	}
}

// An interpreter that cannot be traced runs the program all the same, and the command says why there is no picture.
func TestUntraceableProgramsRun(t *testing.T) {
	const leaves = `echo '{"trace":"overlap","schema":1,"refused":"Python 2.7 is not known"}' > "$OVERLAP_TRACE/$$.1.jsonl"; echo ran; exit 7`
	want := "ran\n\nstderr\noverlap: the program was not traced: Python 2.7 is not known\n\nstatus 7"
	if got := behaviour(t, exec.Command("overlap", "trace", "--", "sh", "-c", leaves)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A program that uses trio behaves as it does without, and its records speak of its nurseries, locks and channels.
func TestTracedTrio(t *testing.T) {
	python := pythons(t)[0]
	if out, err := exec.Command(python, "-c", "import trio").CombinedOutput(); err != nil {
		t.Skipf("%s has no trio: %s", python, out)
	}
	const program = "testdata/trio/nursery.py"
	out := filepath.Join(t.TempDir(), "run.jsonl")
	want := strings.Fields(behaviour(t, exec.Command(python, program)))
	got := strings.Fields(behaviour(t, exec.Command("overlap", "trace", "--quiet", "--out", out, python, program)))
	if slices.Sort(want); !slices.Equal(slices.Sorted(slices.Values(got)), want) { // trio shuffles who is ready
		t.Errorf("traced %q, untraced %q", got, want)
	}
	if _, err := readTraced(out); err != nil {
		t.Error(err)
	}
	records := read(t, out)
	for _, want := range []string{`"name":"worker(a)"`, `"why":"nursery","for":"worker(`, `"why":"nursery","for":"fails, the patient one"`, `"why":"lock","for":"lock"`, `"kind":"acquired"`, `"for":"room in send"`,
		`"why":"executor","for":"sum"`, `"kind":"cancel","task":4`, `"kind":"failed","task":5,"error":"ValueError: no"`, `"kind":"cancelled"`} {
		if !strings.Contains(records, want) {
			t.Errorf("no record has %s", want)
		}
	}
}
