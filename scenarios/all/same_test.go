package all

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/engine/trace/reader"
	"overlap/internal/golden"
	"overlap/scenarios"
)

func TestSameSeedSameTrace(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, seed := range []uint64{0, 1, 1 << 63} {
			first := encoded(s, seed)
			for range 9 {
				if again := encoded(s, seed); !bytes.Equal(again, first) {
					t.Fatalf("seed %d gives two traces", seed)
				}
			}
		}
	})
}

// encoded returns the traces of all variants, source lines included, in one piece.
func encoded(s *scenarios.Scenario, seed uint64) (b []byte) {
	for _, r := range s.New().RunAll(scenarios.Options{Seed: seed, Lines: true}).List {
		b = append(b, r.Trace.Encode()...)
	}
	return b
}

// Recording lines changes nothing else, so that a second run finds for the first what it would have recorded itself.
func TestLinesChangeNothing(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		with, without := s.New().RunAll(scenarios.Options{Lines: true}), s.New().Batch(scenarios.Options{})
		without.Finish()
		for lines := without.Lines(); !lines.RunFor(0); {
		}
		for i, r := range with.List {
			other := without.Results().List[i]
			if !bytes.Equal(r.Trace.Encode(), other.Trace.Encode()) {
				t.Errorf("%s: lines found by a second run are others", r.Variant.Name)
			}
			if a, b := fmt.Sprint(r.Report), fmt.Sprint(other.Report); a != b {
				t.Errorf("%s left %s, with lines found by a second run %s", r.Variant.Name, a, b)
			}
		}
	})
}

func TestGoldenTraces(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, r := range s.New().RunAll(scenarios.Options{}).List {
			golden.EqualIn(t, "../"+s.ID, r.Variant.Name+".jsonl", readable(r.Trace))
		}
		golden.EqualIn(t, "../"+s.ID, "lines.txt", []byte(lines(t, s)))
	})
}

// Every line at which a task waits has a marker, so that it and the twin's line light up together.
func TestSuspensionPointsAreMarked(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		source := source(t, s)
		for _, r := range s.New().RunAll(scenarios.Options{Lines: true}).List {
			for _, n := range waits(r) {
				if !strings.Contains(source[n-1], "// [") {
					t.Errorf("scenarios/%s/%s.go:%d: %s waits here, and no marker such as // [1] says which line of the twin it is: %s",
						s.ID, s.ID, n, r.Variant.Name, strings.TrimSpace(source[n-1]))
				}
			}
		}
	})
}

// shown bounds a golden trace, in lines: nobody reads a longer one. A checksum tells whether the rest has changed.
const shown = 300

func readable(tr *trace.Trace) []byte {
	_, text, _ := bytes.Cut(export.JSONL(export.Header{}, export.Named{Trace: tr}), []byte("\n")) // the header is the same everywhere
	if tr.Len() <= shown {
		return text
	}
	head := bytes.SplitAfterN(text, []byte("\n"), shown+1)[:shown]
	sum := crc32.ChecksumIEEE(tr.Encode())
	rest := `{"more":` + strconv.Itoa(tr.Len()-shown) + `,"crc32":"` + strconv.FormatUint(uint64(sum), 16) + "\"}\n"
	return append(bytes.Join(head, nil), rest...)
}

// lines returns, by variant, the source lines at which tasks wait: their text, not their numbers, which move
// with every edit.
func lines(t *testing.T, s *scenarios.Scenario) string {
	t.Helper()
	var b strings.Builder
	source := source(t, s)
	for _, r := range s.New().RunAll(scenarios.Options{Lines: true}).List {
		b.WriteString(r.Variant.Name + "\n")
		for _, n := range waits(r) {
			b.WriteString("\t" + strings.TrimSpace(source[n-1]) + "\n")
		}
	}
	return b.String()
}

// source returns the lines of a scenario's file. It is read from the folder: under js no package has it.
func source(t *testing.T, s *scenarios.Scenario) []string {
	t.Helper()
	text, err := os.ReadFile("../" + s.ID + "/" + s.ID + ".go")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

// waits returns the numbers of the lines at which tasks wait, from 1, in order.
func waits(r *scenarios.Result) (lines []int) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.TaskWaiting && rec.Line > 0 {
			lines = append(lines, int(rec.Line))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// What exports write of a run is read back as the run that it was.
func TestRecordsAreReadBack(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		header := export.Header{Clock: "virtual", Program: s.ID}
		for _, r := range s.New().RunAll(scenarios.Options{Lines: true}).List {
			wrote := export.JSONL(header, export.Named{Trace: r.Trace})
			from := reader.New(reader.MostNative)
			if err := from.Add(wrote); err != nil {
				t.Fatal(err)
			}
			back, err := from.Finish()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(export.JSONL(header, export.Named{Trace: back.Runs[0].Trace}), wrote) {
				t.Errorf("%s: what was read is another run", r.Variant.Name)
			}
		}
	})
}
