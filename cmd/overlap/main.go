// Command overlap shows what waiting costs. It runs scenarios in the model, on the real clock or over real
// TCP, serves their services to other programs, and serves the site.
//
// The rules of its interface:
//
//   - Results go to standard output, everything else to standard error. What a program reads (--json, a
//     file called -, the lines of servers and serve) never shares standard output with what people read.
//   - The exit status is 0 when it went well; 1 when a run, a claim, a file or a server failed, with everything there
//     is still printed; 2 when the command line was wrong: then nothing ran, and one line says what is allowed; 130
//     after Ctrl-C and 143 after SIGTERM, also of a server, whose only end that is. A traced program's status is its own.
//   - A reader of what it prints may leave early, as head does: the command still writes its files and checks what it was
//     asked to, and if all of that went well its status is 141, as that of a program which SIGPIPE ended.
//   - A parameter is spelt one way: ?db=400ms in a link is --db 400ms here and "db": "400ms" in JSON.
//   - It listens on loopback unless a flag says otherwise, and bounds everything that it serves or reads.
//   - The first Ctrl-C or SIGTERM stops the command in good order: it says how far it got and prints what it has, without
//     any run that was cut short. The second ends the process at once.
//   - A file is opened before the work begins, and holds what it held before until its new content is whole.
//   - Long work shows on standard error how far it is, where that is a terminal.
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
	files := &outputs{}
	defer files.abandon()
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // which would end the process; now a write returns why it failed
	e := &environment{ctx: interruptible(files.abandon), stdout: stdout, stderr: stderr, files: files, scenarios: all.List()}
	return e.status(e.run(args))
}

// environment is what commands use of their process, replaced in tests.
type environment struct {
	ctx            context.Context // ends with an *interruption
	stdout, stderr io.Writer
	files          *outputs
	scenarios      []*scenarios.Scenario
	line           []string // the command line; nil stands for any
	ascii          bool     // nothing else is printed
	helpErr        error    // of printing help: cobra's help functions return no error
}

// complain writes a line to standard error.
func (e *environment) complain(line string) { e.tell(line + "\n") }

// tell writes a text for people to standard error, beside the output of a program that was run.
func (e *environment) tell(text string) error {
	if e.ascii {
		text = toASCII(text)
	}
	return printTo(e.stderr, "standard error", text)
}

// print writes a text for people to standard output.
func (e *environment) print(text string) error {
	if e.ascii {
		text = toASCII(text)
	}
	return e.output(text)
}

// printDocument writes a document for programs to standard output. spell spells characters where only ASCII is asked for.
func (e *environment) printDocument(text string, spell func(rune) string) error {
	if e.ascii {
		text = escape(text, spell)
	}
	return e.output(text)
}

func (e *environment) output(text string) error {
	return printTo(e.stdout, "standard output", text)
}

// Write is output for cobra, which prints scripts for shells.
func (e *environment) Write(text []byte) (int, error) { return len(text), e.output(string(text)) }

func printTo(w io.Writer, name, text string) error {
	_, err := io.WriteString(w, text)
	switch {
	case err == nil:
		return nil
	case hasNoReader(err):
		return errUnread
	}
	return errors.New("cannot write " + name + ": " + cause(err))
}

// errUnread is the error of printing to a pipe whose reader has left. It is not printed: the reader wanted no more.
var errUnread = errors.New("nobody reads this")

// unreadStatus is the exit status of a command of which that is all that can be said.
const unreadStatus = 128 + int(syscall.SIGPIPE)

// errFailed is the error of a command that has already printed what failed.
var errFailed = errors.New("failed")

// usageError says what is wrong with the command line, and what is allowed. The exit status is then 2.
type usageError struct{ why string }

func (e *usageError) Error() string { return e.why }

// status prints what went wrong, unless the command has done so, and returns the exit status. Errors that were joined are
// printed one by one.
func (e *environment) status(err error) int {
	status, said, unread := 0, false, false
	for _, one := range split(err) {
		if errors.Is(one, errUnread) {
			unread = true
			continue
		}
		status = max(status, e.explain(one))
		said = said || errors.As(one, new(*cutShort))
	}
	if unread && status == 0 {
		status = unreadStatus
	}
	i := interrupted(e.ctx)
	if i == nil {
		return status
	}
	if !said {
		e.complain("overlap: " + i.Error())
	}
	return i.status()
}

// split returns the errors that errors.Join joined, also of what was joined before.
func split(err error) (list []error) {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	for _, one := range joined.Unwrap() {
		list = append(list, split(one)...)
	}
	return list
}

// explain prints an error, unless its command has done so, and returns the exit status for it.
func (e *environment) explain(err error) int {
	var usage *usageError
	var ended exitStatus
	var refused *scenarios.Error
	switch {
	case errors.Is(err, errFailed):
		return 1
	case errors.As(err, &ended):
		return int(ended)
	case errors.As(err, &refused):
		e.complain("overlap: --" + err.Error())
		return 2
	}
	e.complain("overlap: " + err.Error())
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
