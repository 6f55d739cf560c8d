// Command overlap shows what waiting costs. It runs scenarios in the model, on the real clock or over real
// TCP, serves their services to other programs, and serves the site.
//
// The rules of its interface:
//
//   - Results go to standard output, everything else to standard error. What a program reads (--json, a
//     file called -, the lines of servers and serve) never shares standard output with what people read.
//   - The exit status is 0 when it went well; 1 when a run, a claim or a server failed, with everything there
//     is still printed; 2 when the command line was wrong: then nothing ran, and one line says what is allowed.
//   - A parameter is spelt one way: ?db=400ms in a link is --db 400ms here and "db": "400ms" in JSON.
//   - It listens on loopback unless a flag says otherwise, and bounds everything that it serves or reads.
//   - The first Ctrl-C stops the command in good order, the second ends the process at once.
//   - Colours are for terminals, and not where NO_COLOR is set.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"overlap/scenarios"
	"overlap/scenarios/all"
)

func main() {
	cobra.EnableCommandSorting = false // help lists scenarios in the catalogue's order, easy ones first
	os.Exit(runMain(os.Args[1:], os.Stdout, os.Stderr))
}

// runMain runs the command line and returns the exit status.
func runMain(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // so that a second Ctrl-C ends the process
	e := &environment{ctx: ctx, stdout: stdout, stderr: stderr, scenarios: all.List()}
	return e.status(e.run(args))
}

// environment is what commands use of their process, replaced in tests.
type environment struct {
	ctx            context.Context // ends with Ctrl-C
	stdout, stderr io.Writer
	scenarios      []*scenarios.Scenario
	helpErr        error // of printing help: cobra's help functions return no error
}

// print writes to standard output.
func (e *environment) print(text string) error {
	_, err := io.WriteString(e.stdout, text)
	return err
}

// errFailed is the error of a command that has already printed what failed.
var errFailed = errors.New("failed")

// usageError says what is wrong with the command line, and what is allowed. The exit status is then 2.
type usageError struct{ why string }

func (e *usageError) Error() string { return e.why }

// status prints err, unless its command has done so, and returns the exit status.
func (e *environment) status(err error) int {
	var usage *usageError
	var refused *scenarios.Error
	if err == nil {
		return 0
	}
	if errors.Is(err, errFailed) {
		return 1
	}
	if errors.As(err, &refused) {
		io.WriteString(e.stderr, "overlap: --"+err.Error()+"\n")
		return 2
	}
	io.WriteString(e.stderr, "overlap: "+err.Error()+"\n")
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// version names the build: the module's version where it has one, else the commit.
func version() string {
	text := "overlap"
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			text += " " + v
		} else {
			text += " " + commit(info.Settings)
		}
	}
	return text + " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
}

// commit returns the start of the commit's hash, and whether files differed from the commit.
func commit(settings []debug.BuildSetting) string {
	name, changed := "(unversioned)", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			name = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return name + changed
}
