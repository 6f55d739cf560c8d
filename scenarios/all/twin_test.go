//go:build !js

package all

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
	"overlap/slack"
)

// A twin is the scenario in Python: one file that a reader can download and run. Its upper-case constants are the page's
// parameters with their defaults, its dictionary variants has the functions to run, and `go generate` writes the rest, which is
// the same in all twins and reads settings as the page's address has them. A twin prints the page's log, and after each variant
// a line {"variant": {"seconds": 0.3, "result": "…"}}, or {"variant": {"skipped": "why"}}.

// twinRun is what a twin printed about a variant.
type twinRun struct {
	Seconds float64
	Result  string
	Skipped string // why Python, or this version of it, cannot run the variant
	Log     []string
}

// Every preset and every link of the lesson is compared on a clock that jumps: the twin's totals, results and order of
// log lines are the model's.
func TestTwins(t *testing.T) {
	python := findPython(t)
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		if waitsForReal(s) {
			t.Skip("its threads and processes need a real clock: TestTwinsOnTheRealClock")
		}
		t.Parallel()
		all := append(queries(s), spelled(s))
		runs := jumped(t, python, s, all)
		for i, query := range all {
			t.Run("?"+query, func(t *testing.T) {
				for _, want := range waiting(t, s, query).RunAll(scenarios.Options{}).List {
					sameRun(t, want, runs[i])
				}
			})
		}
	})
}

// A twin has the page's settings and refuses others.
func TestTwinsHaveTheSettings(t *testing.T) {
	python := findPython(t)
	if testing.Short() {
		t.Skip("it starts Python for every scenario")
	}
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		t.Parallel()
		out := refusal(t, python, s, "no-such-setting=1")
		_, names, _ := strings.Cut(strings.TrimSpace(out), "the settings are ")
		var want []string
		for _, p := range s.New().Params() {
			want = append(want, p.Name)
		}
		got := strings.Split(names, ", ")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("its settings are %v, the page's %v; it said %q", got, want, out)
		}
	})
}

func TestTwinsRefuseBadValues(t *testing.T) {
	python := findPython(t)
	for query, want := range map[string]string{
		"producers?bound=many":      "a whole number",
		"producers?bound=-1":        "a whole number",
		"producers?work=50":         "a duration such as 400ms",
		"producers?work=1s5":        "a duration such as 400ms",
		"producers?work=5 parsecs":  "a duration such as 400ms",
		"producers?seed=3":          "the settings are producers, items",
		"breakfast?one-cook=maybe":  "true or false",
		"restaurant?customers=1":    "rows such as A=1s;B=2s",
		"restaurant?customers=1=2":  "rows such as A=1s;B=2s",
		"wait?after=1s&failing=D":   "['A', 'B', 'C', 'none']",
		"wait?failing=A&&failing=D": "['A', 'B', 'C', 'none']",
	} {
		t.Run(query, func(t *testing.T) {
			id, query, _ := strings.Cut(query, "?")
			if out := refusal(t, python, Find(id), query); !strings.Contains(out, "is not allowed: "+want) {
				t.Errorf("it says %q", out)
			}
		})
	}
}

// refusal returns the line with which a twin refuses a query.
func refusal(t *testing.T, python string, s *scenarios.Scenario, query string) string {
	t.Helper()
	cmd := exec.Command(python, "-I", s.ID+".py", query)
	cmd.Dir = "../" + s.ID
	out, err := cmd.CombinedOutput()
	if status := cmd.ProcessState.ExitCode(); err == nil || status != 2 || strings.Count(string(out), "\n") != 1 {
		t.Fatalf("it exits with status %d: %s", status, out)
	}
	return string(out)
}

// On the real clock a twin returns the model's results, however busy the machine is. With -real all twins are run with
// all settings, and their totals are compared, too.
func TestTwinsOnTheRealClock(t *testing.T) {
	python := findPython(t)
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		if !waitsForReal(s) && !*thorough {
			t.Skip("its clock jumps: TestTwins")
		}
		all, works := queries(s), false
		if !*thorough {
			all = all[:1]
		}
		runs := map[string][]*scenarios.Result{}
		for _, query := range all {
			runs[query] = waiting(t, s, query).RunAll(scenarios.Options{}).List
			works = works || slices.ContainsFunc(runs[query], (*scenarios.Result).Works)
		}
		if !works {
			t.Parallel()
		}
		for _, query := range all {
			t.Run("?"+query, func(t *testing.T) { realTwin(t, python, s, query, runs[query]) })
		}
	})
}

// longest is the time for which a real run, or a twin on the real clock with all of its variants, is waited for.
const longest = time.Minute

func realTwin(t *testing.T, python string, s *scenarios.Scenario, query string, list []*scenarios.Result) {
	if !slices.ContainsFunc(list, (*scenarios.Result).Works) {
		t.Parallel()
	}
	var lasts time.Duration
	all := 0
	for _, want := range list {
		lasts += want.Total
		all += want.Steps()
	}
	if lasts > longest {
		t.Skipf("it takes %v of real time", lasts)
	}
	late := slack.Start()
	args := []string{s.ID + ".py", query}
	if !waitsForReal(s) {
		args = append(jumpArgs(s, "-real"), args...) // with the model's random numbers
	}
	run := answers(t, output(t, python, s, args...))
	allowance := late.Take(all, false)
	for _, want := range list {
		got, ok := run[want.Variant.Name]
		if got.Skipped != "" {
			t.Logf("%s: skipped: %s", want.Variant.Name, got.Skipped)
			continue
		}
		if !ok || !want.Variant.Undetermined && got.Result != want.Outcome() {
			t.Errorf("%s: the twin says %q, the Go code %q", want.Variant.Name, got.Result, want.Outcome())
		}
		if *thorough {
			near(t, time.Duration(got.Seconds*float64(time.Second)), want, 25*time.Millisecond, allowance)
		}
	}
}

func findPython(t *testing.T) string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here to run the twins with")
	}
	return python
}

// queries returns the settings of the defaults, the presets and the lesson's links, without repetitions.
func queries(s *scenarios.Scenario) []string {
	all := []string{""}
	for _, p := range s.New().Presets() {
		all = append(all, p.Query)
	}
	for _, tail := range strings.Split(s.Texts().Lesson, "](?")[1:] {
		query, _, _ := strings.Cut(tail, ")")
		if in, err := s.FromQuery(query); err == nil { // a link may say what the page shows, too
			query = in.Query()
		}
		all = append(all, query)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// spelled returns the defaults as a query, so that a twin reads each of them.
func spelled(s *scenarios.Scenario) string {
	var list []scenarios.Setting
	for _, p := range s.New().Params() {
		list = append(list, scenarios.Setting{Name: p.Name, Text: p.Default.String()})
	}
	return scenarios.FormatQuery(list)
}

// waitsForReal reports whether the twin uses threads or processes, whose waits take real time.
func waitsForReal(s *scenarios.Scenario) bool {
	twin := s.Texts().Twin
	return strings.Contains(twin, "import threading") || strings.Contains(twin, "from concurrent.futures")
}

// jumped runs the twin for each query, on a clock that jumps and with the model's random numbers.
func jumped(t *testing.T, python string, s *scenarios.Scenario, queries []string) (runs []map[string]twinRun) {
	t.Helper()
	out := output(t, python, s, append(append(jumpArgs(s), s.ID+".py"), queries...)...)
	for _, part := range strings.Split("\n"+out, "\n?")[1:] {
		_, lines, _ := strings.Cut(part, "\n")
		runs = append(runs, answers(t, lines))
	}
	if len(runs) != len(queries) {
		t.Fatalf("%d of %d runs have ended:\n%s", len(runs), len(queries), out)
	}
	return runs
}

// jumpArgs returns the arguments that run a twin through jump.py.
func jumpArgs(s *scenarios.Scenario, flags ...string) []string {
	args := append([]string{"../all/testdata/jump.py"}, flags...)
	if drawsSingle(s) {
		args = append(args, "-single")
	}
	return args
}

// drawsSingle reports whether the scenario draws Float32, which takes other bits of the generator than Float64. With
// Float64 the fourth call, the first that goes well in both lessons, would fail.
func drawsSingle(s *scenarios.Scenario) bool { return s.ID == "breaker" || s.ID == "retry" }

// output runs Python in the scenario's folder, isolated and without writing bytecode.
func output(t *testing.T, python string, s *scenarios.Scenario, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // should it hang
	defer cancel()
	cmd := exec.CommandContext(ctx, python, append([]string{"-I", "-B"}, args...)...)
	cmd.Dir = "../" + s.ID
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s%s", err, out, stderr.Bytes())
	}
	return string(out)
}

// answers reads a twin's output: each variant's log, and then its object. A star begins a variant.
func answers(t *testing.T, out string) map[string]twinRun {
	t.Helper()
	all := map[string]twinRun{}
	var log []string
	last := ""
	end := func() { // lines after a variant's object belong to that variant
		if got, ok := all[last]; ok {
			got.Log = append(got.Log, log...)
			all[last], log = got, nil
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
		switch {
		case line == "*":
			end()
		case strings.HasPrefix(line, `{"`):
			var one map[string]twinRun
			if err := json.Unmarshal([]byte(line), &one); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			for name, got := range one {
				got.Log = log
				all[name], log, last = got, nil, name
			}
		default:
			log = append(log, line)
		}
	}
	end()
	return all
}

// sameRun compares a twin's run of a variant, on a clock that jumps, with the model's.
func sameRun(t *testing.T, want *scenarios.Result, run map[string]twinRun) {
	t.Helper()
	name := want.Variant.Name
	got, ok := run[name]
	switch {
	case !ok:
		t.Errorf("%s: the twin does not run it", name)
	case got.Skipped != "":
		t.Logf("%s: skipped: %s", name, got.Skipped)
	case drops(want):
		t.Logf("%s: skipped: the kernel tries dropped connections again on a clock of its own, see make test-real", name)
	default:
		if math.Abs(got.Seconds-want.Total.Seconds()) > 1.5e-6 { // the twin rounds
			t.Errorf("%s: the twin takes %v s, the model %v", name, got.Seconds, want.Total)
		}
		if got.Result != want.Outcome() {
			t.Errorf("%s: the twin says %q, the Go code %q", name, got.Result, want.Outcome())
		}
		sameLog(t, want, got.Log)
	}
}

// drops reports whether a backlog was full in the run.
func drops(r *scenarios.Result) bool {
	return slices.ContainsFunc(r.Summary().Marks, func(n summary.Note) bool { return n.Text == "SYN dropped" })
}

// sameLog compares log lines in their order. The twin may put a task's name before a line that does not name it.
func sameLog(t *testing.T, want *scenarios.Result, got []string) {
	t.Helper()
	notes := logged(want)
	for i := range max(len(notes), len(got)) {
		var line, says string
		if i < len(notes) {
			line = notes[i].Text
		}
		if i < len(got) {
			says = got[i]
		}
		if line, _, raised := strings.Cut(line, "async: "); raised && strings.HasPrefix(says, line) {
			continue // each library has its own words for an error
		}
		if i < len(notes) && i < len(got) && (says == line || says == who(want, notes[i])+" "+line) {
			continue
		}
		t.Errorf("%s: line %d of %d: the twin logs %q, the Go code %q of %q", want.Variant.Name, i+1, len(notes), says, line, who(want, at(notes, i)))
		return
	}
}

func at(notes []summary.Note, i int) summary.Note {
	if i < len(notes) {
		return notes[i]
	}
	return summary.Note{}
}

// isOfTheEngine reports whether a mark is one of the engine or the network, which a twin does not print.
func isOfTheEngine(n summary.Note) bool {
	return strings.HasSuffix(n.Text, " closed") || strings.HasSuffix(n.Text, " is killed") || n.Text == "SYN dropped" || n.Text == "too many open files"
}

// logged returns a run's log lines, marks and changes of states in the order of the page's log.
func logged(r *scenarios.Result) []summary.Note {
	marks := slices.DeleteFunc(slices.Clone(r.Summary().Marks), isOfTheEngine)
	notes := slices.Concat(r.Summary().Logs, marks, r.Summary().Changes())
	slices.SortFunc(notes, func(a, b summary.Note) int { return int(a.Record - b.Record) })
	return notes
}

func who(r *scenarios.Result, n summary.Note) string {
	if task := r.Summary().Task(n.Task); task != nil {
		return task.Name
	}
	return ""
}
