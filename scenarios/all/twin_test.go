//go:build !js

package all

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

// said is what a twin says of a variant.
type said struct {
	Seconds float64
	Result  string // of a variant that fails, "failed: " and what went wrong
	Skipped string // why it cannot be shown in Python, or not in this one
}

// The Python twin is a program of its own: it must run, and say and take what the Go code does.
func TestPythonTwins(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here to run the twins with")
	}
	if testing.Short() {
		t.Skip("it takes as long as the scenarios do")
	}
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		list, all := model(t, s.New(), 0).List, 0
		if !slices.ContainsFunc(list, busy) {
			t.Parallel()
		}
		for _, want := range list {
			all += steps(want)
		}
		late := measureSlack()
		answers := runTwin(t, python, s)
		allowance := late.take(all, false)
		for _, want := range list {
			got, ok := answers[want.Variant.Name]
			if got.Skipped != "" {
				t.Logf("%s: skipped: %s", want.Variant.Name, got.Skipped)
				continue
			}
			if !ok || !want.Variant.Undetermined && !sameOutcome(got.Result, want) {
				t.Errorf("%s: the twin says %q, the Go code %q", want.Variant.Name, got.Result, want.Outcome())
			}
			near(t, time.Duration(got.Seconds*float64(time.Second)), want, 25*time.Millisecond, allowance)
		}
	})
}

// sameOutcome reports whether the twin's result is the Go code's. How a failure is put into words is each one's own.
func sameOutcome(result string, want *scenarios.Result) bool {
	if want.Err != nil {
		return strings.HasPrefix(result, "failed: ")
	}
	return result == want.Value
}

// runTwin returns what the twin printed last: an object with an entry for each variant.
func runTwin(t *testing.T, python string, s *scenarios.Scenario) map[string]said {
	t.Helper()
	cmd := exec.Command(python, "-I", s.ID+".py")
	cmd.Dir = "../" + s.ID
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	answers := map[string]said{}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &answers); err != nil {
		t.Fatalf("the last line is not the results: %v\n%s", err, out)
	}
	return answers
}
