package main

import (
	"os/exec"
	"strconv"
	"strings"

	"overlap/tools/browser"
)

const (
	nativeRuns = 5 // runs of each benchmark natively
	pageRuns   = 3 // runs of each benchmark in a page, where it is slower
)

// results are the values that Go benchmarks printed, by name and unit, one for each run.
type results map[string]map[string][]float64

// gobench is a choice of Go benchmarks of one package.
type gobench struct {
	pkg     string
	pattern string
	rounds  int // of a run: b.N
}

// native runs the benchmarks on this machine.
func (g gobench) native(t browser.T, root string) results {
	cmd := exec.Command("go", "test", "-run=^$", "-bench="+g.pattern, "-"+g.benchtime(), "-count="+strconv.Itoa(nativeRuns), g.pkg)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("bench: %s: %v\n%s", g.pkg, err, out)
	}
	return parse(string(out))
}

// inPage runs the benchmarks in a page of Chromium.
func (g gobench) inPage(t browser.T) results {
	return parse(browser.BuildGoTests(t, g.pkg).Run(browser.Start(t).NewPage(t), browser.GoRun{
		Args: []string{"-test.run=^$", "-test.bench=" + g.pattern, "-test." + g.benchtime(), "-test.count=" + strconv.Itoa(pageRuns)},
	}))
}

func (g gobench) benchtime() string { return "benchtime=" + strconv.Itoa(g.rounds) + "x" }

// parse reads lines such as "BenchmarkSleepers/10000-2   1   2.5 M-events/s   0.3 of-callbacks".
func parse(output string) results {
	all := results{}
	for line := range strings.Lines(output) {
		words := strings.Fields(line)
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		name := withoutProcessors(words[0])
		if all[name] == nil {
			all[name] = map[string][]float64{}
		}
		for i := 2; i+1 < len(words); i += 2 {
			if value, err := strconv.ParseFloat(words[i], 64); err == nil {
				all[name][words[i+1]] = append(all[name][words[i+1]], value)
			}
		}
	}
	return all
}

// withoutProcessors removes the suffix for the number of processors from a benchmark's name, such as -2.
func withoutProcessors(name string) string {
	i := strings.LastIndexByte(name, '-')
	if _, err := strconv.Atoi(name[i+1:]); i < 0 || err != nil {
		return name
	}
	return name[:i]
}

// of returns the median of a benchmark's values of a unit.
func (r results) of(t browser.T, name, unit string) float64 {
	values := r["Benchmark"+name][unit]
	if len(values) == 0 {
		t.Fatalf("bench: Benchmark%s printed no %s", name, unit)
	}
	return median(values)
}
