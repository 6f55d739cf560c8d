package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/trace"
	"slices"
	"strings"
	"sync"
	"testing"

	"overlap/engine/trace/summary"
)

// A Go program's own trace has its goroutines, who woke them, and what they waited for.
func TestGoroutines(t *testing.T) {
	var file bytes.Buffer
	if err := trace.Start(&file); err != nil {
		t.Skip(err)
	}
	var wg sync.WaitGroup
	asked, answered := make(chan int), make(chan int)
	wg.Go(func() { answered <- 2 * <-asked })
	wg.Go(func() { asked <- 21 })
	if got := <-answered; got != 42 {
		t.Error(got)
	}
	wg.Wait()
	trace.Stop()

	name := filepath.Join(t.TempDir(), "go.trace")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := readTraced(name)
	if err != nil {
		t.Fatal(err)
	}
	s := summary.Of(f.Runs[0].Trace)
	var names []string
	for _, task := range s.Tasks {
		names = append(names, task.Name)
		if !task.Thread {
			t.Errorf("%s has no thread of its own", task.Name)
		}
	}
	for _, want := range []string{"sync.(*WaitGroup).Go.func1", "main"} {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, want) }) {
			t.Errorf("no %s among %q", want, names)
		}
	}
	status, stdout, stderr := tryWith(t.Context(), nil, "trace", name)
	if status != 0 || stderr != "" || !strings.Contains(stdout, "go.trace took") {
		t.Errorf("status %d, %s%s", status, stdout, stderr)
	}

	cut := name[:len(name)-len("go.trace")] + "cut.trace"
	if err := os.WriteFile(cut, file.Bytes()[:200], 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := tryWith(t.Context(), nil, "trace", cut); status != 1 || !strings.HasPrefix(stderr, "overlap: cannot read "+cut+": it is damaged: ") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("cut: status %d, %q", status, stderr)
	}
}
