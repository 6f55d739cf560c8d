package python_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"overlap/internal/golden"
)

var realLoop = flag.Bool("real", false, "also run the programs on asyncio's own loop, which takes the time they take")

// run runs a program on virtual time, and returns what it printed, how its trace ends, and its records.
func run(t *testing.T, program string, args ...string) (printed string, records string, status int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "records.jsonl")
	printed, status = python3(t, append([]string{".", "--records", file, program}, args...)...)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err, printed)
	}
	return printed, string(data), status
}

func python3(t *testing.T, args ...string) (printed string, status int) {
	t.Helper()
	c := exec.Command("python3", args...)
	c.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return out.String(), c.ProcessState.ExitCode()
}

func need(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("needs python3")
	}
}

// Programs as people write them to learn asyncio take exactly the time that their waits add up to, and print what they print on
// the real loop.
func TestProgramsTakeExactlyAsLongAsTheyWait(t *testing.T) {
	need(t)
	for program, want := range map[string]string{
		"fanout": "680000000", "downloads": "15000000000", "restaurant": "800000000", "failure": "550000000", "completed": "800000000",
		"race": "90000000", "meeting": "550000000", "breaker": "1667339348", "scraper": "3000000000", "echo": "100000000", "threads": "1050000000", "empty": "1000000000",
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join("examples", program+".py")
			printed, records, status := run(t, file)
			if status != 0 {
				t.Errorf("exit status %d", status)
			}
			golden.Equal(t, program+".txt", []byte(printed))
			if end := `{"at": ` + want + `, "kind": "end", "how": "ok"}` + "\n"; !strings.HasSuffix(records, end) {
				t.Errorf("the records end with %s, want %s", records[strings.LastIndex(records[:len(records)-1], "\n")+1:], end)
			}
			if _, again, _ := run(t, file); again != records {
				t.Error("a second run has other records")
			}
		})
	}
}

// The order in which things happen is that of asyncio's own loop on a machine that has nothing else to do.
func TestProgramsPrintWhatTheyPrintOnTheRealLoop(t *testing.T) {
	need(t)
	if !*realLoop {
		t.Skip("takes the time it takes: -args -real")
	}
	for _, program := range []string{"fanout", "restaurant", "failure", "completed", "race", "meeting", "breaker", "echo", "threads", "empty"} {
		file := filepath.Join("examples", program+".py")
		times := regexp.MustCompile(`\d+\.\d+`) // on a real clock they are a little later
		want, _ := python3(t, file)
		got, _, _ := run(t, file)
		if times.ReplaceAllString(got, "…") != times.ReplaceAllString(want, "…") {
			t.Errorf("%s prints\n%s\nand on asyncio's own loop\n%s", program, got, want)
		}
	}
}

// What would never end, ends, and says why.
func TestRunawaysEnd(t *testing.T) {
	need(t)
	for program, want := range map[string]struct {
		status    int
		how, says string
	}{
		"forever":   {1, "limit", "The program took more than 5,000,000 turns of loops and calls: it may never end.\n"},
		"catching":  {1, "limit", "The program took more than 5,000,000 turns of loops and calls: it may never end.\n"},
		"yielding":  {1, "limit", "The program did more than 300,000 things that a timeline shows: it may never end.\n"},
		"sleeping":  {1, "limit", "More than 3,600 seconds went by in the program: it may never end.\n"},
		"printing":  {1, "limit", "The program printed more than 1,000,000 characters: it may never end.\n"},
		"waiting":   {1, "limit", "A thread waits for an item that another thread puts into a queue: in here threads run one after another, so it would never come.\n"},
		"sockets":   {1, "error", "NotImplementedError: sockets are not modelled: use asyncio.open_connection and asyncio.start_server\n"},
		"processes": {1, "error", "NotImplementedError: processes are not modelled\n"},
		"held":      {1, "limit", "A thread waits for a lock that is held: in here threads run one after another, so it would never come.\n"},
		"memory":    {0, "ok", "memory is full True\n"},
		"recursion": {1, "error", "RecursionError: maximum recursion depth exceeded\n"},
		"polling":   {0, "ok", "polled until 0.60\n"},
		"squares":   {0, "ok", "333332833333500000\n0.07 s\n"},
		"exit":      {3, "exit", ""},
		"syntax":    {1, "error", "SyntaxError: expected ':'\n"},
		"error":     {1, "error", "  File \"error.py\", line 5, in inner\n    raise KeyError(\"x\")\nKeyError: 'x'\n"},
		"deadlock": {1, "deadlock", "Nothing can happen any more: main waits for eat, eat at line 13; eat (task 2) waits for spoon at line 7, held by eat (task 3); " +
			"eat (task 3) waits for fork at line 7, held by eat (task 2).\n"},
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			printed, records, status := run(t, filepath.Join("testdata", "runaways", program+".py"))
			if status != want.status || !strings.HasSuffix(printed, want.says) {
				t.Errorf("exit status %d, want %d, and it ends with %q, want %q", status, want.status, printed[max(0, len(printed)-2*len(want.says)):], want.says)
			}
			if !strings.HasSuffix(records, `"how": "`+want.how+`"}`+"\n") {
				t.Errorf("the records end otherwise: %s", records[max(0, len(records)-100):])
			}
		})
	}
}

// The line that the lab marks for a deadlock is one at which a task is stuck, and not that of asyncio.run.
func TestDeadlockIsMarkedWhereItIs(t *testing.T) {
	need(t)
	const marked = `import sys
from overlap import program
program.install(lambda text: None, lambda text: None)
outcome = program.run(open("testdata/runaways/deadlock.py").read())
print(outcome.how, outcome.line, file=sys.__stdout__)`
	if printed, _ := python3(t, "-c", marked); printed != "deadlock 7\n" {
		t.Errorf("%s, want deadlock 7", printed)
	}
}

// A scenario's twin that has sockets of its own skips what cannot be modelled, and plays the rest.
func TestTwinWithSocketsEnds(t *testing.T) {
	need(t)
	printed, _, status := run(t, filepath.Join("..", "scenarios", "echo", "echo.py"))
	for _, want := range []string{`{"threads": {"skipped": "sockets are not modelled: `, `{"loop": {"seconds": 0.1, "result": "10 of 10 replies are right"}}`} {
		if !strings.Contains(printed, want) || status != 0 {
			t.Errorf("exit status %d, and it does not print %s:\n%s", status, want, printed)
		}
	}
}

// The records name things as the program does, and say where.
func TestRecordsSpeakTheProgramsWords(t *testing.T) {
	need(t)
	for program, wants := range map[string][]string{
		"restaurant": {`"name":"cook 1"`, `"name":"waiter(Ann)"`, `"why":"lock","for":"oven"`, `"why":"queue","for":"an item of kitchen","of":1,"line":17`, `"text":"0.15 Ann serves soup"`},
		"race":       {`"name":"Counter.careful"`, `"for":"counter.lock"`, `"kind":"acquired"`, `"kind":"released"`},
		"meeting":    {`"why":"event","for":"doors"`, `"why":"semaphore","for":"seats"`, `"why":"barrier","for":"ready"`, `"why":"condition","for":"bell"`, `"why":"nursery"`},
		"failure":    {`"kind":"failed","task":3,"error":"ValueError: b failed"`, `"kind":"cancel"`, `"kind":"cancelled"`, `"why":"gather","for":"step(a, 0.05, False), `},
		"fanout":     {`"kind":"opened"`, `"end":"accepted"`, `"kind":"received"`, `"why":"connect","for":"127.0.0.1:50000"`, `"why":"read"`},
		"threads":    {`"kind":"thread"`, `"name":"to_thread(blocking)"`, `"why":"executor","for":"blocking(thread, 0.25)","other":4`, `"text":"time.sleep held the loop for 250 ms"`, `"what":"held"`, `"took":250000000`},
		"completed":  {`"why":"wait","for":"the next of several"`, `"name":"work(0.9)"`},
		"downloads":  {`"why":"semaphore","for":"limit"`, `"why":"executor","for":"get(https://fi\u2026mple/delay/1)"`},
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			_, records, _ := run(t, filepath.Join("examples", program+".py"))
			for _, want := range wants {
				if !strings.Contains(records, want) {
					t.Errorf("no record has %s", want)
				}
			}
		})
	}
}

func TestMain(m *testing.M) { golden.Main(m) }
