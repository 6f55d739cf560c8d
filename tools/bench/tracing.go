package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"overlap/tools/browser"
)

// asyncioPrograms are what tracing is measured with: what most programs do, and the worst case, tasks that do nothing but step.
var asyncioPrograms = []struct {
	what, code string
	budget     float64
}{
	{"10,000 tasks that sleep three times", "await asyncio.sleep(.01 + n % 7 / 1000)", 2},
	{"10,000 tasks that give way three times", "await asyncio.sleep(0)", 4},
}

// tracing measures how many times the processor time a Python program takes when overlap traces it.
func tracing(t browser.T, root string) (rows []row) {
	binary := filepath.Join(os.TempDir(), "overlap-bench-"+strconv.Itoa(os.Getpid()))
	build := exec.Command("go", "build", "-o", binary, "./cmd/overlap")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("bench: %v\n%s", err, out)
	}
	defer os.Remove(binary)
	for _, p := range asyncioPrograms {
		python := []string{"python3", "-c", "import asyncio\nasync def job(n):\n for _ in range(3): " + p.code +
			"\nasync def main(): await asyncio.gather(*[job(n) for n in range(10000)])\nasyncio.run(main())"}
		alone, traced := spent(t, python, append([]string{binary, "trace", "--quiet"}, python...))
		rows = append(rows, row{what: p.what, measured: float64(traced) / float64(alone), budget: p.budget, unit: "×",
			note: strconv.Itoa(int(alone.Milliseconds())) + " ms alone"})
	}
	return rows
}

// spent returns the processor time of two commands and of what they start: the least of several runs, which take turns, so that
// a machine that slows down slows both.
func spent(t browser.T, a, b []string) (ofA, ofB time.Duration) {
	ofA, ofB = math.MaxInt64, math.MaxInt64
	for range 5 {
		ofA, ofB = min(ofA, once(t, a)), min(ofB, once(t, b))
	}
	return ofA, ofB
}

func once(t browser.T, command []string) time.Duration {
	c := exec.Command(command[0], command[1:]...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("bench: %s: %v\n%s", command[0], err, out)
	}
	return c.ProcessState.UserTime() + c.ProcessState.SystemTime()
}
