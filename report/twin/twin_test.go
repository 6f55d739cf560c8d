package twin_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/reader"
	"overlap/engine/trace/tracetest"
	"overlap/report/twin"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// played runs a scenario's twin, whose text is changed before, and returns its trace.
func played(t *testing.T, s *scenarios.Scenario, change *strings.Replacer, args ...string) *trace.Trace {
	t.Helper()
	folder := t.TempDir()
	program, records := filepath.Join(folder, s.ID+".py"), filepath.Join(folder, "records.jsonl")
	if err := os.WriteFile(program, []byte(change.Replace(s.Texts().Twin)), 0o644); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("python3", append([]string{"../../python", "--records", records, program}, args...)...)
	c.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	data, err := os.ReadFile(records)
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.MostNative)
	if err := r.Add(data); err != nil {
		t.Fatal(err)
	}
	f, err := r.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return f.Runs[0].Trace
}

// said compares a twin with the model at the same settings.
func said(t *testing.T, id string, change *strings.Replacer, settings ...string) twin.Compared {
	t.Helper()
	s := all.Find(id)
	in, err := s.FromQuery(strings.Join(settings, "&"))
	if err != nil {
		t.Fatal(err)
	}
	model := in.RunAll(scenarios.Options{})
	var names []string
	for _, r := range model.List {
		names = append(names, r.Variant.Name)
	}
	parts := twin.Parts(played(t, s, change, settings...), names)
	for _, p := range parts {
		if err := tracetest.Validate(p.Trace); err != nil {
			t.Errorf("%s, %s: %v", id, p.Variant, err)
		}
	}
	return twin.Compare(model, parts, id+".py")
}

func TestTwinsAreAsTheModel(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("needs python3")
	}
	for _, id := range []string{"fanout", "race", "semaphore", "gather", "wait", "timeouts"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			c := said(t, id, strings.NewReplacer())
			if len(c.Runs) < 4 || len(c.Runs) != 2*len(c.Words) {
				t.Errorf("%d runs, of which is said %q", len(c.Runs), c.Words)
			}
			for _, line := range c.Words {
				if !strings.HasSuffix(line, ", as in the model.") {
					t.Error(line)
				}
			}
		})
	}
}

// A program that was changed differs, in words that name the variant.
func TestAChangedTwinDiffers(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("needs python3")
	}
	slower := strings.NewReplacer("await asyncio.sleep(latency)", "await asyncio.sleep(2 * latency)")
	got := strings.Join(said(t, "fanout", slower, "db=400ms").Words, "\n")
	want := "Sequential, from the model to your program: 1.72 s → 3.44 s, 2× slower, because its waits add up to 3.44 s instead of 1.72 s.\n" +
		"Concurrent, from the model to your program: 460 ms → 920 ms, 2× slower, because its waits, up to 4 at once, add up to 3.44 s instead of 1.72 s."
	if got != want {
		t.Errorf("it says\n%s\nwant\n%s", got, want)
	}
}
