//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/spf13/cobra"

	"overlap/scenarios/all"
	"overlap/site/pack"
)

// interruptions has a row for every command: what takes long, what is seen once it is at work, and what it says of its end.
var interruptions = []struct {
	command, args string
	atWork        string // regular expression of what is on the terminal; "" for a command that takes no time
	stderr        string // regular expression
	stdout        string // regular expression
}{
	{"list", "list", "", "interrupted", "fanout"},
	{"version", "version", "", "interrupted", "overlap"},
	{"help", "help run", "", "interrupted", "Usage"},
	{"completion", "completion bash", "", "interrupted", "bash"},
	{"run", "run echo --net tcp --clients 1000", "of 3 variants", "interrupted after 0 of 3 variants", `(?s)^single .* interrupted\n.*not run`},
	{"run", "run race --seeds 100000", "of 100,000 seeds", "interrupted after [1-9][0-9,]* of 100,000 seeds", "(?s)so far .*headline"},
	{"run", "run race --seeds 100000 --json", "of 100,000 seeds", "interrupted after", `"stopped": "interrupted after [1-9]`},
	{"run", "run echo --net tcp --clients 10 --repeat 10000", "of 10,000 runs", "interrupted after [0-9,]+ of 10,000 runs", ""},
	{"trace", "trace python3 -c pass", "", "interrupted", ""}, // once it runs, signals are the program's
	{"lab", "lab ../../python/examples/empty.py", "", "interrupted", ""},
	{"sweep", "sweep echo --over clients=1..10000 --steps 200", "values", "interrupted after [0-9]+ of 154 values", "clients"},
	{"check", "check --seeds 100000", "runs", "interrupted after [1-9][0-9,]* of [0-9,]+ runs", "so far"},
	{"check", "check race --seeds 100000 --json", "runs", "interrupted after", `"stopped": "interrupted after [1-9]`},
	{"check", "check --net tcp --repeat 100", "of [0-9,]+ runs", "interrupted after [0-9]+ of [0-9]+ variants", ""},
	{"calibrate", "calibrate --rounds 1000", "rounds", "interrupted after [0-9]+ of 1,000 rounds", ""},
	{"course", "course moodle --url https://overlap.example/ --out -", "", "interrupted", ""},
	{"servers", "servers fanout", "listening", "interrupted", "listening"},
	{"export", "export fanout --dist SITE -o -", "", "interrupted", ""},
	{"serve", "serve --addr 127.0.0.1:0 --site SITE", "serving", "interrupted", "serving"},
}

func TestEveryCommandCanBeInterrupted(t *testing.T) {
	commands := (&environment{scenarios: all.List()}).commands().Commands()
	for _, c := range commands {
		if !hasRow(c) {
			t.Errorf("the command %s has no row", c.Name())
		}
	}
	for _, row := range interruptions {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(row.args+" "+signal.String(), func(t *testing.T) {
				args := arguments(t, row.args)
				status, _, stderr := interruptedBefore(signal, args...)
				if want := (&interruption{signal}).status(); status != want || !strings.Contains(stderr, "overlap: interrupted") {
					t.Errorf("interrupted before it began: status %d, want %d; %s", status, want, stderr)
				}
				if row.atWork == "" {
					return
				}
				p := begin(t, args...)
				p.waitFor(row.atWork)
				p.signal(signal)
				p.ended((&interruption{signal}).status())
				p.says("terminal", p.screen.String(), "overlap: "+row.stderr)
				p.says("standard output", p.stdout.String(), row.stdout)
				if strings.Contains(p.screen.String()+p.stdout.String(), "engine: stopped") {
					t.Error("it speaks of the engine")
				}
			})
		}
	}
}

func hasRow(c *cobra.Command) bool {
	for _, row := range interruptions {
		if row.command == c.Name() {
			return true
		}
	}
	return false
}

// arguments returns a row's arguments, with a folder for SITE and free ports for servers.
func arguments(t *testing.T, text string) []string {
	site := t.TempDir()
	for name, size := range map[string]int{"index.html": 15, "404.html": 15, pack.Shell: 10_000, "s/fanout/index.html": 15, "picture/fanout.png": 10_000} {
		path := filepath.Join(site, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, bytes.Repeat([]byte("x"), size), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	args := strings.Fields(strings.ReplaceAll(text, "SITE", site))
	if args[0] == "servers" {
		offset, err := freePorts()
		if err != nil {
			t.Skip(err)
		}
		args = append(args, "--port-offset", itoa(offset))
	}
	return args
}

// interruptedBefore runs a command line in this process, whose signal has come already.
func interruptedBefore(signal syscall.Signal, args ...string) (status int, stdout, stderr string) {
	ctx, stop := context.WithCancelCause(context.Background())
	stop(&interruption{signal})
	return tryWith(ctx, all.List(), args...)
}

// process is the command, whose standard error is a terminal.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	stdout bytes.Buffer
	screen bytes.Buffer // what was on the terminal, also what the command printed while it was at work
	output io.ReadCloser
	lines  chan string // pieces of output and screen
	all    chan struct{}
}

// begin starts the command with a terminal of 80 columns for its standard error.
func begin(t *testing.T, args ...string) *process {
	t.Helper()
	screen, terminal, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	pty.Setsize(screen, &pty.Winsize{Rows: 24, Cols: 80})
	p := &process{t: t, cmd: exec.Command("overlap", args...), lines: make(chan string, 1000), all: make(chan struct{}, 2)}
	p.cmd.Env = append(os.Environ(), "TERM=xterm")
	p.cmd.Stderr = terminal
	if p.output, err = p.cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close() // the command has its own; the screen ends when that is closed, too
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		screen.Close()
	})
	go p.read(screen, &p.screen)
	go p.read(p.output, &p.stdout)
	return p
}

// read collects what the command writes.
func (p *process) read(from io.Reader, to *bytes.Buffer) {
	r := bufio.NewReader(from)
	piece := make([]byte, 4096)
	for {
		n, err := r.Read(piece)
		to.Write(piece[:n])
		select {
		case p.lines <- string(piece[:n]):
		default: // nobody waits for it any more
		}
		if err != nil {
			p.all <- struct{}{}
			return
		}
	}
}

// waitFor waits until the command has written what fits a pattern, and returns what it wrote until then.
func (p *process) waitFor(pattern string) (seen string) {
	p.t.Helper()
	fits := regexp.MustCompile(pattern)
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	for !fits.MatchString(seen) {
		select {
		case piece := <-p.lines:
			seen += piece
		case <-ctx.Done():
			p.t.Fatalf("%q is not in %q", pattern, seen)
		}
	}
	return seen
}

func (p *process) signal(s syscall.Signal) {
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Error(err)
	}
}

// ended waits for the command's end.
func (p *process) ended(want int) {
	p.t.Helper()
	kill := time.AfterFunc(patience, func() { p.cmd.Process.Kill() })
	defer kill.Stop()
	<-p.all
	<-p.all
	err := p.cmd.Wait()
	status := 0
	if e, ok := errors.AsType[*exec.ExitError](err); ok {
		status = e.ExitCode()
	}
	if status != want {
		p.t.Errorf("status %d, want %d; on the terminal %q", status, want, p.screen.String())
	}
}

func (p *process) says(where, text, pattern string) {
	p.t.Helper()
	if !regexp.MustCompile(pattern).MatchString(text) {
		p.t.Errorf("%q is not on %s: %q", pattern, where, text)
	}
}

// Files have what there was of a run that was interrupted, and say that it was.
func TestInterruptedRunIsKept(t *testing.T) {
	folder := t.TempDir()
	lines, picture := filepath.Join(folder, "run.jsonl"), filepath.Join(folder, "run.svg")
	p := begin(t, "run", "fanout", "--net", "tcp", "--db", "2s", "--jsonl", lines, "--svg", picture)
	p.waitFor("(?s)(of 2 variants.*){5}") // the bar was drawn again, and the run has begun
	p.signal(syscall.SIGINT)
	p.ended(130)
	p.says("terminal", p.screen.String(), "overlap: interrupted after 0 of 2 variants: sequential is in .*run.svg, .*run.jsonl as far as it came")
	for name, want := range map[string]string{lines: `"kind":"end","how":"stopped"`, picture: "stopped after"} {
		content, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(content, []byte(want)) || bytes.Contains(content, []byte(`"run":"Concurrent"`)) {
			t.Errorf("%s: %v, %.2000s", name, err, content)
		}
	}
	if _, text, stderr := trial(all.List(), false, "trace", lines); !strings.Contains(text, "stopped after") {
		t.Errorf("opened again: %s%s", text, stderr)
	}
}

// A second signal ends a command that cannot end in good order: nobody reads what it prints.
func TestSecondSignal(t *testing.T) {
	cmd := exec.Command("overlap", "run", "echo", "--clients", "1000", "--svg", "-")
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if _, err := io.ReadFull(output, make([]byte, 1)); err != nil { // it prints, more than a pipe holds
		t.Fatal(err)
	}
	cmd.Process.Signal(syscall.SIGINT)
	cmd.Process.Signal(syscall.SIGTERM)
	late := time.AfterFunc(grace, func() { cmd.Process.Kill() })
	defer late.Stop()
	if state, err := cmd.Process.Wait(); err != nil || state.ExitCode() < 130 {
		t.Errorf("it ended with %v, %v", state, err)
	}
}
