//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios/all"
)

// written has a row for every flag that names a file to write, and a command line that writes more than 8 KiB there.
var written = map[string]string{
	"run --svg":      "run echo --clients 200",
	"run --csv":      "run echo --clients 200",
	"run --jsonl":    "run echo --clients 200",
	"run --perfetto": "run echo --clients 200",
	"sweep --svg":    "sweep echo --over clients=1..3",
	"lab --svg":      "lab ../../python/examples/echo.py 200",
	"lab --csv":      "lab ../../python/examples/echo.py 200",
	"lab --jsonl":    "lab ../../python/examples/echo.py 200",
	"lab --perfetto": "lab ../../python/examples/echo.py 200",
	"course --out":   "course moodle --url https://overlap.example/",
	"trace --out":    "trace --quiet python3 testdata/trace/crowd.py",
	"export --out":   "export fanout --dist SITE",
	"export --site":  "export --dist SITE",
}

// writing returns a row's command line with its flag set to a file. What follows a program's name would be the program's.
func writing(t *testing.T, line, flag, file string) []string {
	t.Helper()
	words := arguments(t, line)
	if words[0] == "trace" || words[0] == "lab" {
		return append([]string{words[0], flag, file}, words[1:]...)
	}
	return append(words, flag, file)
}

func TestEveryFileFlagHasARow(t *testing.T) {
	for name := range fileFlags((&environment{scenarios: all.List()}).commands()) {
		if written[name] == "" {
			t.Errorf("the flag %s has no row", name)
		}
	}
}

// fileFlags returns the flags that name a file to write, such as "run --svg".
func fileFlags(root *cobra.Command) map[string]bool {
	found := map[string]bool{}
	for _, c := range root.Commands() {
		for _, of := range append(c.Commands(), c) {
			of.Flags().VisitAll(func(f *pflag.Flag) {
				if f.Value.Type() == "FILE" {
					found[c.Name()+" --"+f.Name] = true
				}
			})
		}
		c.PersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "FILE" {
				found[c.Name()+" --"+f.Name] = true
			}
		})
	}
	return found
}

// A file that cannot be opened is found before anything runs.
func TestFilesThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	locked := filepath.Join(dir, "locked")
	file := filepath.Join(dir, "file")
	if err := os.Mkdir(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	keep(t, file, "old")
	for name, line := range written {
		command, flag, _ := strings.Cut(name, " ")
		for _, c := range []struct{ place, why string }{
			{filepath.Join(dir, "nowhere", "x"), "there is no folder " + filepath.Join(dir, "nowhere")},
			{dir, "it is a folder"},
			{filepath.Join(file, "x"), "not a directory"},
			{filepath.Join(locked, "x"), "permission denied"},
		} {
			if c.why == "permission denied" && os.Getuid() == 0 {
				continue // root may write anywhere
			}
			status, stdout, stderr := tryWith(t.Context(), all.List(), writing(t, line, flag, c.place)...)
			if want := "overlap: cannot write " + c.place + ": " + c.why + "\n"; status != 1 || stdout != "" || stderr != want {
				t.Errorf("%s %s %s: status %d, %q, not %q; printed %q", command, flag, c.place, status, stderr, want, stdout)
			}
		}
	}
}

// A disk that is full loses neither what is printed nor what the file held before.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("files are written by one goroutine, at a tenth of the speed under the race detector")
	}
	for name, line := range written {
		command, flag, _ := strings.Cut(name, " ")
		if command == "trace" || command == "lab" {
			continue // the program's own trace ends where the disk does
		}
		whole := "" // what is printed besides; export says only that the file is written
		if command != "export" {
			_, whole, _ = tryWith(t.Context(), all.List(), arguments(t, line)...)
		}

		dir := t.TempDir()
		file := filepath.Join(dir, "old")
		keep(t, file, "what was here before")
		cmd := exec.Command("sh", append([]string{"-c", `ulimit -f 8; exec overlap "$@"`, "sh"}, writing(t, line, flag, file)...)...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		cmd.Run()
		if status := cmd.ProcessState.ExitCode(); status != 1 || stderr.String() != "overlap: cannot write "+file+": file too large\n" {
			t.Errorf("%s: status %d, %s", name, status, stderr.String())
		}
		if stdout.String() != whole {
			t.Errorf("%s: printed\n%s\nnot\n%s", name, stdout.String(), whole)
		}
		if names, content := inFolder(t, dir), read(t, file); names != "old" || content != "what was here before" {
			t.Errorf("%s: the folder holds %s, the file %d bytes", name, names, len(content))
		}

		if _, err := os.Stat("/dev/full"); err != nil {
			continue
		}
		status, printed, complaint := tryWith(t.Context(), all.List(), writing(t, line, flag, "/dev/full")...)
		if status != 1 || printed != whole || complaint != "overlap: cannot write /dev/full: no space left on device\n" {
			t.Errorf("%s /dev/full: status %d, %s, printed\n%s", name, status, complaint, printed)
		}
	}
}

// A reader of standard output and error who leaves early, as head does, loses no file.
func TestReaderLeaves(t *testing.T) {
	if testing.Short() {
		t.Skip("files are written by one goroutine, at a tenth of the speed under the race detector")
	}
	for name, line := range written {
		command, flag, _ := strings.Cut(name, " ")
		dir, want := t.TempDir(), unreadStatus
		if command == "trace" {
			want = 0 // it is quiet
		}
		file := filepath.Join(dir, "file")
		status := unread(t, writing(t, line, flag, file)...)
		if info, err := os.Stat(file); status != want || err != nil || info.Size() < 8192 || inFolder(t, dir) != "file" {
			t.Errorf("%s: status %d, not %d; %v, %v; the folder holds %s", name, status, want, info, err, inFolder(t, dir))
		}
	}
}

// unread runs a command line whose output nobody reads, and returns its exit status: -1 when a signal ended it.
func unread(t *testing.T, args ...string) int {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	c := exec.Command("overlap", args...)
	c.Stdout, c.Stderr = w, w
	c.Run()
	return c.ProcessState.ExitCode()
}

// A pipe that nobody reads keeps a command waiting until Ctrl-C.
func TestPipeWithoutReader(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Skip(err)
	}
	for name, line := range written {
		_, flag, _ := strings.Cut(name, " ")
		ctx, stop := context.WithCancelCause(t.Context())
		done := make(chan int)
		go func() {
			status, _, _ := tryWith(ctx, all.List(), writing(t, line, flag, pipe)...)
			done <- status
		}()
		stop(&interruption{syscall.SIGINT})
		if status := <-done; status != 130 {
			t.Errorf("%s: status %d", name, status)
		}
		if r, err := os.OpenFile(pipe, os.O_RDONLY|syscall.O_NONBLOCK, 0); err == nil { // frees what still waits to open it
			r.Close()
		}
	}
}

// A file that is replaced keeps its mode, and a link to it stays a link.
func TestReplacedFile(t *testing.T) {
	if testing.Short() {
		t.Skip("files are written by one goroutine, at a tenth of the speed under the race detector")
	}
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	keep(t, file, "old")
	if err := os.Chmod(file, 0o606); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	for name, line := range written {
		_, flag, _ := strings.Cut(name, " ")
		if status, _, stderr := tryWith(t.Context(), all.List(), writing(t, line, flag, link)...); status != 0 {
			t.Errorf("%s: status %d, %s", name, status, stderr)
		}
		info, err := os.Lstat(file)
		if err != nil || info.Mode() != 0o606 || info.Size() < 8192 || inFolder(t, dir) != "file link" {
			t.Errorf("%s: %v, %v; the folder holds %s", name, info, err, inFolder(t, dir))
		}
		if x, err := os.Lstat(link); err != nil || x.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s: the link is %v, %v", name, x, err)
		}
	}
}

func keep(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// inFolder returns the names in a folder.
func inFolder(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range list {
		names = append(names, x.Name())
	}
	return strings.Join(names, " ")
}
