package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"overlap/quantity"
)

// traceOptions are the flags of trace.
type traceOptions struct {
	Out   string
	Open  bool
	Quiet bool
	Costs bool       // run the command without tracing first, and say what tracing costs
	site  string     // the folder of the site, as of serve
	run   runOptions // of which the drawing counts
}

func (e *environment) traceCommand() *cobra.Command {
	var o traceOptions
	c := &cobra.Command{
		Use: "trace [FLAGS] [--] COMMAND [ARGUMENT...]", Short: "Run a Python program and draw what its tasks waited for.",
		Long: "Run a command whose Python processes use asyncio, and draw what their tasks waited for. The program is not edited: " +
			"its output, errors and exit status are as they are without overlap. CPython 3.11 to 3.14 can be traced. " +
			"What overlap has to say follows on standard error. A file that was traced before is drawn again, and so is the execution trace of " +
			"a Go program, as go test -trace writes it.",
		Example: "overlap trace python3 program.py\noverlap trace -o run.jsonl -- python3 -m package --its-own flags\noverlap trace run.jsonl\noverlap trace go.trace",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(_ *cobra.Command, args []string) error { return e.trace(args, o) },
	}
	c.Flags().SetInterspersed(false)
	addFlags(c.Flags(), "Output", func(f *pflag.FlagSet) {
		fileVar(f, &o.Out, "out", "Write the records, a JSON object in each line, for overlap trace FILE and the site.")
		f.Lookup("out").Shorthand = "o"
		f.BoolVar(&o.Open, "open", false, "Serve the site with the run, until Ctrl-C, instead of drawing it here.")
		folderVar(f, &o.site, "site", "With --open, serve a folder that tools/build wrote (default the site in this program).")
		f.BoolVarP(&o.Quiet, "quiet", "q", false, "Say nothing when the program has ended.")
		f.BoolVar(&o.Costs, "overhead", false, "Run the command without tracing first, with nothing to read and its output thrown away, and say at the end what tracing took.")
		o.run.declareDrawing(f)
	})
	return c
}

// trace runs a command and says what its tasks waited for, or says so of a file.
func (e *environment) trace(args []string, o traceOptions) error {
	switch {
	case len(args) == 0:
		return &usageError{"trace needs a command, such as python3 program.py, or a file that --out wrote"}
	case len(args) == 1 && isTrace(args[0]):
		return e.showTraced(args[0], o)
	case o.site != "" && !o.Open:
		return &usageError{"--site goes with --open only"}
	case o.Out == "-":
		return &usageError{"--out - cannot go with a command, whose own output standard output is: name a file"}
	}
	var pages fs.FS
	if o.Open {
		var err error
		if pages, err = pagesOf("site", o.site); err != nil {
			return err
		}
	}
	var out *output
	if o.Out != "" {
		var err error
		if out, err = e.files.create(e.ctx, o.Out); err != nil {
			return err
		}
	}
	if e.ctx.Err() != nil {
		return nil
	}
	t, err := newTracing()
	if err != nil {
		return errors.New("cannot make a folder for the trace: " + cause(err))
	}
	defer t.remove()
	var alone time.Duration
	if o.Costs {
		c := exec.Command(args[0], args[1:]...)
		if err := c.Run(); c.ProcessState == nil {
			return errors.New("cannot run " + args[0] + ": " + cause(errorOf(err)))
		}
		alone = processorTime(c.ProcessState)
	}
	ended, status, err := e.runTraced(t, args)
	if err != nil {
		return err
	}
	err = e.reportTraced(t, ended.Pid(), out, pages, o)
	if o.Costs {
		e.complain(overhead(alone, processorTime(ended)))
	}
	return errors.Join(err, exitWith(status))
}

func processorTime(s *os.ProcessState) time.Duration { return s.UserTime() + s.SystemTime() }

// overhead says what tracing a program took.
func overhead(alone, traced time.Duration) string {
	text := "Traced, the program took " + quantity.Duration(traced) + " of processor time, and " + quantity.Duration(alone) + " without"
	if alone > 0 {
		text += ": " + quantity.Times(float64(traced)/float64(alone)) + " as much"
	}
	return text + "."
}

// goMagic is how the execution traces of Go programs begin: "go 1.26 trace".
const goMagic = "go 1."

// isTrace reports whether a file looks like a trace.
func isTrace(name string) bool {
	begin, err := beginning(name)
	return err == nil && (strings.HasSuffix(name, ".jsonl") || strings.HasPrefix(begin, "{") || begin == goMagic)
}

// isGo reports whether a file is an execution trace of a Go program.
func isGo(name string) bool {
	begin, err := beginning(name)
	return err == nil && begin == goMagic
}

// beginning returns the first bytes of a file, as many as goMagic has.
func beginning(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	begin := make([]byte, len(goMagic))
	n, _ := io.ReadFull(f, begin)
	return string(begin[:n]), nil
}

// exitStatus is the error of a command whose program ended with another status than 0.
type exitStatus int

func (s exitStatus) Error() string { return "the program ended with status " + itoa(int(s)) }

func exitWith(status int) error {
	if status == 0 {
		return nil
	}
	return exitStatus(status)
}

// runTraced runs a command with the hook, and returns how it ended and its exit status, as shells count: 128 and the
// signal's number for one that a signal ended. Signals are the command's: overlap waits for its end.
func (e *environment) runTraced(t *tracing, args []string) (ended *os.ProcessState, status int, err error) {
	c := exec.Command(args[0], args[1:]...)
	c.Env, c.Stdin, c.Stdout, c.Stderr = t.environ(), os.Stdin, e.stdout, e.stderr
	signal.Reset(forwarded...)
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, forwarded...)
	defer signal.Reset(forwarded...)
	if err := c.Start(); err != nil {
		return nil, 0, errors.New("cannot run " + args[0] + ": " + cause(errorOf(err)))
	}
	go func() {
		for s := range signals {
			if s != syscall.SIGINT || !term.IsTerminal(int(os.Stdin.Fd())) { // a terminal sends Ctrl-C to the program itself
				c.Process.Signal(s)
			}
		}
	}()
	c.Wait()
	if by, ok := endedBy(c.ProcessState); ok {
		return c.ProcessState, 128 + int(by), nil
	}
	return c.ProcessState, c.ProcessState.ExitCode(), nil
}

// errorOf returns what the system said when a command could not be started.
func errorOf(err error) error {
	if x, ok := errors.AsType[*exec.Error](err); ok {
		return x.Err
	}
	return err
}
