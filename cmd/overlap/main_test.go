package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// trial runs a command line in this process. With stopped, Ctrl-C has come already.
func trial(list []*scenarios.Scenario, stopped bool, args ...string) (status int, stdout, stderr string) {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	if stopped {
		stop(&interruption{syscall.SIGINT})
	}
	return tryWith(ctx, list, args...)
}

// tryWith runs a command line in this process until ctx ends.
func tryWith(ctx context.Context, list []*scenarios.Scenario, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	e := &environment{ctx: ctx, stdout: &out, stderr: &errs, files: &outputs{}, scenarios: list}
	defer e.files.abandon()
	status = e.status(e.run(args))
	return status, out.String(), errs.String()
}

// everyKind returns a scenario with a parameter of every kind, whose runs leave behind all that a run can leave.
func everyKind() *scenarios.Scenario {
	return &scenarios.Scenario{ID: "every", Title: "Every kind", Topic: scenarios.FirstSteps, Level: 1, Declare: func(d *scenarios.Declaration) {
		var (
			pause time.Duration
			n     int
			rate  float64
			fair  bool
			how   string
			rows  scenarios.Rows
		)
		d.Duration(&pause, "pause", time.Second, scenarios.Between(0, time.Minute), "Pause", "how long $5 lasts")
		d.Int(&n, "n", 3, scenarios.Between(1, 9), "Times", "how often")
		d.Percent(&rate, "rate", 30, scenarios.Between(0, 100), "Rate", "how likely")
		d.Bool(&fair, "fair", true, "Fair", "whether turns are taken")
		d.Choice(&how, "how", scenarios.Words("fifo", "lifo"), "Order", `who goes "first"`)
		d.Table(&rows, "rows", scenarios.Rows{{Key: "a", Value: "1"}}, scenarios.Columns{Key: "key", Value: "value"}, "Rows", "what is known")
		d.Service("echo", 9090, func(t *engine.Task, c *network.Conn) error { _, err := c.ReadLine(); return err })
		leave := func(t *engine.Task) (string, error) {
			if _, err := network.Dial(t, "echo"); err != nil {
				return "", err
			}
			t.Coroutine("forgotten", func(*engine.Task) error { return nil })
			for range n {
				t.Go("left", func(t *engine.Task) error { return t.Sleep(time.Hour) })
			}
			return how, t.Sleep(pause)
		}
		d.Variant("one", "One", leave)
		d.Variant("two", "Two", leave)
		d.Always("one is one", func(rs *scenarios.Results) error { return rs.Of("one").Took(time.Second) })
	}}
}

func TestEveryKindIsAFlag(t *testing.T) {
	list := []*scenarios.Scenario{everyKind()}
	for _, c := range []struct{ args, want string }{
		{"--pause 2s", `"pause": "2s"`},
		{"--n=4", `"n": "4"`},
		{"--rate 5%", `"rate": "5%"`},
		{"--rate 5", `"rate": "5%"`},
		{"--fair", `"fair": "true"`},
		{"--fair=false", `"fair": "false"`},
		{"--no-fair", `"fair": "false"`},
		{"--how lifo", `"how": "lifo"`},
		{"--rows a=2;b=x", `"rows": "a=2;b=x"`},
	} {
		status, stdout, stderr := trial(list, false, append([]string{"run", "every", "--json"}, strings.Fields(c.args)...)...)
		if status != 0 || !strings.Contains(stdout, c.want) {
			t.Errorf("%s: status %d, want %s in\n%s%s", c.args, status, c.want, stdout, stderr)
		}
	}
	_, help, _ := trial(list, false, "run", "every", "--help")
	for _, want := range []string{"how long $5 lasts", "(0s to 1m0s, default 1s)", "(1 to 9, default 3)", "(0% to 100%, default 30%)", "--[no-]fair", `who goes "first" (default fifo)`, "--how fifo|lifo"} {
		if !strings.Contains(strings.Join(strings.Fields(help), " "), want) {
			t.Errorf("help does not say %q:\n%s", want, help)
		}
	}
}

// A parameter would hide the option of the same name: the names of options are reserved.
func TestOptionsAreReserved(t *testing.T) {
	for _, c := range (&environment{scenarios: all.List()}).commands().Commands() {
		for _, sub := range c.Commands() {
			parameters := map[string]bool{}
			sub.LocalFlags().VisitAll(func(f *pflag.Flag) {
				_, is := f.Value.(parameter)
				_, either := f.Value.(latencyOrDatabase)
				is = is || either
				parameters[f.Name] = is
				if _, no := f.Value.(negation); !is && !no && !slices.Contains(scenarios.Reserved(), f.Name) && c.Name() != "completion" {
					t.Errorf("%s: --%s is not reserved", sub.CommandPath(), f.Name)
				}
			})
			sub.InheritedFlags().VisitAll(func(f *pflag.Flag) {
				if parameters[f.Name] || c.Name() != "completion" && !slices.Contains(scenarios.Reserved(), f.Name) {
					t.Errorf("%s: --%s is not reserved, or hidden by a parameter", sub.CommandPath(), f.Name)
				}
			})
		}
	}
}

// A traced program's command line begins without the commands of scenarios, which take longer to make than all else before it.
func TestCommandsOfScenariosAreMadeWhereTheyAreNamed(t *testing.T) {
	for line, want := range map[string]bool{"trace -- python3 program.py": false, "run fanout": true, "help run": true, "__complete run fan": true, "--ascii run": true} {
		root := (&environment{scenarios: all.List(), line: strings.Fields(line)}).commands()
		run, _, err := root.Find([]string{"run"})
		if err != nil {
			t.Fatal(err)
		}
		if got := run.HasSubCommands(); got != want {
			t.Errorf("%s: has commands of scenarios: %t, want %t", line, got, want)
		}
	}
}

// fullDisk is a file on a disk without room.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// Help that could not be printed is a failure.
func TestUnwrittenHelpFails(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"--version"}, {"help", "run"}, {"list"}, {"version"}, nil} {
		e := &environment{ctx: context.Background(), stdout: fullDisk{}, stderr: io.Discard, scenarios: all.List()}
		if status := e.status(e.run(args)); status != 1 {
			t.Errorf("overlap %v on a full disk: status %d, want 1", args, status)
		}
	}
}

func TestNearest(t *testing.T) {
	among := []string{"db", "db-data", "cache", "clients", "perfetto"}
	for word, want := range map[string]string{
		"bd": "db", "dbdata": "db-data", "DB": "db", "catche": "cache", "cleints": "clients", "xyzzy": "", "": "", "q": "",
	} {
		if got := nearest(word, among); got != want {
			t.Errorf("%q is nearest to %q, want %q", word, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"one two three":                "one two\nthree",
		"one  two   three":             "one  two\nthree",
		"longerthanthat is not broken": "longerthanthat\nis not\nbroken",
		"a\n\nb c":                     "a\n\nb c",
		"äöüß äöü":                     "äöüß äöü",
	} {
		if got := wrap(text, 8); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestReportOfWhatWasLeft(t *testing.T) {
	status, stdout, _ := trial([]*scenarios.Scenario{everyKind()}, false, "run", "every", "--n", "9", "--variant", "one")
	for _, want := range []string{
		"one  never awaited  forgotten, made by main\n",
		"one  left running   left, made by main\none  left running   and 4 more\n",
		"one  left open      connection 1 to echo, owned by main\n",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if status != 0 {
		t.Errorf("status %d: what was left behind is no failure", status)
	}
}

func TestCheckFails(t *testing.T) {
	s := everyKind()
	was := s.Declare
	s.Declare = func(d *scenarios.Declaration) {
		was(d)
		d.Always("one takes no time", func(rs *scenarios.Results) error { return rs.Of("one").Took(0) })
	}
	status, stdout, _ := trial([]*scenarios.Scenario{s}, false, "check", "--seeds", "3")
	if want := "FAILED  every  always  0 of 3  one takes no time (scenarios: one took 1s, not 0s)\n1 of 2 claims hold, over 3 seeds\n"; status != 1 || !strings.HasSuffix(stdout, want) {
		t.Errorf("status %d, want 1 and %q at the end of\n%s", status, want, stdout)
	}
	if status, stdout, _ := trial([]*scenarios.Scenario{s}, false, "run", "every", "--seeds", "3"); status != 1 || !strings.Contains(stdout, "FAILED  always  0 of 3") {
		t.Errorf("run --seeds: status %d, want 1, and\n%s", status, stdout)
	}
}

// A variant that fails with one of many seeds, and is not meant to, is a failure of run and of check.
func TestOneFailedSeedFails(t *testing.T) {
	s := counting(func(int) {})
	was := s.Declare
	s.Declare = func(d *scenarios.Declaration) {
		was(d)
		d.Variant("two", "Two", func(t *engine.Task) (string, error) {
			if t.Rand().IntN(20) == 0 {
				return "", errors.New("no luck")
			}
			return "luck", nil
		})
	}
	for _, args := range [][]string{{"run", "counting", "--seeds", "100"}, {"run", "counting", "--seeds", "100", "--json"}, {"check"}} {
		if status, stdout, stderr := trial([]*scenarios.Scenario{s}, false, args...); status != 1 || !strings.Contains(stdout, "no luck") && args[0] == "check" {
			t.Errorf("%v: status %d, want 1: %s%s", args, status, stdout, stderr)
		}
	}
}

// What runs on many cores prints the same as on one.
func TestCoresChangeNothing(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, line := range []string{"check --seeds 3", "check --seeds 2 --json", "run race --tasks 2 --spread 1s --seeds 100", "run gil --seeds 20 --json",
		"sweep retry --over fails=0%..100% --steps 30", "sweep echo --over clients=1..500 --costs go --csv", "sweep fanout --over product=15..25"} {
		runtime.GOMAXPROCS(1)
		status, stdout, stderr := trial(all.List(), false, strings.Fields(line)...)
		runtime.GOMAXPROCS(5)
		again, printed, complained := trial(all.List(), false, strings.Fields(line)...)
		if status != again || stdout != printed || stderr != complained {
			t.Errorf("%s: status %d on one core and %d on five, printed\n%s%sand\n%s%s", line, status, again, stdout, stderr, printed, complained)
		}
	}
}
