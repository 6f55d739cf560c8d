package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/chart/scene"
	"overlap/python"
	"overlap/report"
	"overlap/site/challenge"
)

// labPatience is how long a program may compute. Most that never end are ended earlier, by what they do.
const labPatience = 2 * time.Minute

func (e *environment) labCommand() *cobra.Command {
	var o runOptions
	var a asked
	c := &cobra.Command{
		Use: "lab [FLAGS] PROGRAM [ARGUMENT...] [-- ARGUMENT...]", Short: "Run a Python program without waiting, and draw what its tasks waited for.",
		Long: "Run a program that uses asyncio on a clock that moves on when everybody waits, with a network in memory, as the page does. " +
			"What waits for ten seconds is over at once, and takes exactly ten seconds on the timeline; the same seed gives the same run. " +
			"Threads run one after another; aiohttp and requests ask a host in memory that answers as httpbin.org does. " +
			"It needs python3, 3.11 or newer. Flags are overlap's, wherever they stand; the program's own follow --. " +
			"The program's output is as it is; what overlap has to say follows on standard error. " +
			"What is asked of the program by --check and --challenge is checked in the end, and the exit status says whether it is so.",
		Example: "overlap lab program.py\noverlap lab program.py --seed 7 --svg run.svg\noverlap lab program.py -- --verbose\noverlap lab --jsonl run.jsonl program.py 1000\n" +
			"overlap lab --challenge fanout > mine.py\noverlap lab --challenge fanout mine.py\noverlap lab --check 'within 310ms' --check 'at-once 3' --seeds 100 program.py",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error { return e.lab(args, o, a) },
	}
	c.SetFlagErrorFunc(programsFlag)
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) { seedVar(f, &o.Seed) })
	addFlags(c.Flags(), "Checks", func(f *pflag.FlagSet) {
		e.challengeVar(f, &a, "Ask of the program what a scenario's challenge asks, or a teacher's file; without a program, print the one to begin with")
		a.checkVar(f)
		intVar(f, &a.Seeds, "seeds", 1, challenge.MostSeeds, "Check the runs of this many seeds, from --seed on; only the first prints (default the challenge's, or 1).")
	})
	addFlags(c.Flags(), "Output", func(f *pflag.FlagSet) {
		o.declareFiles(f)
		o.declareDrawing(f)
	})
	return c
}

// programsFlag is flagError, and says of an unknown flag where the program's own are.
func programsFlag(c *cobra.Command, err error) error {
	wrong := flagError(c, err)
	if unknown := (*pflag.NotExistError)(nil); errors.As(err, &unknown) {
		return &usageError{wrong.Error() + "; a flag for the program follows --"}
	}
	return wrong
}

// lab runs a program, writes what its flags ask for, says what its tasks waited for, and checks what is asked of it.
func (e *environment) lab(args []string, o runOptions, a asked) error {
	seeds := a.Seeds // of the flag
	if err := e.readChallenge(&a); err != nil {
		return err
	}
	if a.Seeds = max(1, a.Seeds); seeds > 0 {
		a.Seeds = seeds
	}
	switch {
	case a.from != "" && len(args) == 0:
		return e.begin(&a)
	case len(args) == 0:
		return &usageError{"lab needs the file of a program, such as program.py"}
	case seeds > 0 && !a.any():
		return &usageError{"--seeds goes with --check and --challenge only"}
	}
	if info, err := os.Stat(args[0]); err != nil || info.IsDir() {
		return &usageError{"there is no program " + args[0]}
	}
	files, err := e.openFiles(o.files(nil))
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.name == "-" {
			return &usageError{f.flag + " - cannot go with a program, whose own output standard output is: name a file"}
		}
	}
	folder, err := os.MkdirTemp("", "overlap-lab-")
	if err != nil {
		return errors.New("cannot make a folder for Python: " + cause(err))
	}
	defer os.RemoveAll(folder)
	records := filepath.Join(folder, "records.jsonl")
	status, err := e.runInLab(folder, records, args, o.Seed, a.Seeds)
	if err != nil {
		return err
	}
	if _, err := os.Stat(records); err != nil { // Python has said why
		return exitWith(status)
	}
	err = e.reportLab(records, files, o)
	if !a.any() {
		return errors.Join(err, exitWith(status))
	}
	return errors.Join(err, e.reportChecks(records, a, o, status))
}

// reportChecks says on standard error what came of the checks. A program that passes them ends with its own status.
func (e *environment) reportChecks(records string, a asked, o runOptions, status int) error {
	v, err := trialsOf(a.checks, records, o.Seed, a.Seeds)
	if err != nil {
		return errors.New("cannot read the records: " + err.Error())
	}
	said := e.tell(v.text(e.terminalOn(e.stderr, o).Width))
	if v.passed < v.of {
		return errors.Join(said, errFailed)
	}
	return errors.Join(said, exitWith(status))
}

// runInLab runs a program on virtual time, with several seeds, and returns the exit status of the first run. The records of the others
// are in files beside that of the first: see python/__main__.py.
func (e *environment) runInLab(folder, records string, args []string, seed uint64, seeds int) (status int, err error) {
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		return 0, errors.New("lab needs python3, 3.11 or newer, and finds none: install Python, or use the lab of the site")
	}
	code := filepath.Join(folder, "python")
	if err := os.CopyFS(code, python.Files); err != nil {
		return 0, errors.New("cannot write " + code + ": " + cause(err))
	}
	ctx, cancel := context.WithTimeout(e.ctx, labPatience)
	defer cancel()
	c := exec.CommandContext(ctx, interpreter, append([]string{code, "--seed", strconv.FormatUint(seed, 10), "--seeds", strconv.Itoa(seeds), "--records", records}, args...)...)
	c.Env = append(os.Environ(), "PYTHONHASHSEED=0")
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, e.stdout, e.stderr
	err = c.Run()
	switch {
	case e.ctx.Err() != nil:
		return 0, nil
	case ctx.Err() != nil:
		return 0, errors.New("the program computed for more than " + labPatience.String() + " and was ended")
	case c.ProcessState == nil:
		return 0, errors.New("cannot run " + interpreter + ": " + cause(errorOf(err)))
	}
	return c.ProcessState.ExitCode(), nil
}

// reportLab writes a run to files and draws it on standard error, where the program's output is not.
func (e *environment) reportLab(records string, files []file, o runOptions) error {
	f, err := readTraced(records)
	if err != nil {
		return errors.New("cannot read the records: " + err.Error())
	}
	rs := recordedResults(f)
	s := scene.Of(report.Panels(rs), scene.View{})
	var failed []error
	for _, x := range files {
		failed = append(failed, e.write(x.opened, x.content(s, rs), x.spell))
	}
	return errors.Join(append(failed, e.tell("\n"+tracedText(f, e.terminalOn(e.stderr, o))))...)
}
