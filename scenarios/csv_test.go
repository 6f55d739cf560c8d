package scenarios_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"pgregory.net/rapid"
)

var jobs = scenarios.Columns{Key: "job", Value: "by", More: []string{"takes", "after"}}

func TestReadsWhatSpreadsheetsWrite(t *testing.T) {
	want := scenarios.Rows{{Key: "wash", Value: "Ada~2s"}, {Key: "dry", Value: "Bob~1s~wash,rinse"}}
	for name, text := range map[string]string{
		"as CSV writes it":      jobs.CSV(want),
		"without a last break":  "job,by,takes,after\nwash,Ada,2s,\ndry,Bob,1s,\"wash,rinse\"",
		"semicolons and a mark": "\ufeffjob;by;takes;after\r\nwash;Ada;2s;\r\ndry;Bob;1s;wash,rinse\r\n",
		"tabs":                  "Job\tBy\tTakes\tAfter\nwash\tAda\t2s\ndry\tBob\t1s\twash,rinse\n",
		"another order":         "after,takes,by,job\n,2s,Ada,wash\n\"wash,rinse\",1s,Bob,dry\n",
		"no headings":           "wash,Ada,2s\n\n\ndry,Bob,1s,\"wash,rinse\"\n",
	} {
		if got, err := jobs.ReadCSV(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	got, err := jobs.ReadCSV("job,takes\n\"say \"\"hi\"\"\",3s\n")
	if want := (scenarios.Row{Key: `say "hi"`, Value: "~3s"}); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("%q, %v", got, err)
	}
	cooks := scenarios.Durations("cook", "time", scenarios.Between(0, time.Minute))
	if got, err := cooks.ReadCSV("eve,1.5 s\nbob,90 s\n"); err != nil || got.String() != "eve=1.5s;bob=90 s" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestFilesThatAreNoTable(t *testing.T) {
	for text, want := range map[string]string{
		"job,who\nwash,Ada\n":                    `the first line names the columns "job, who"; allowed are job, by, takes, after, each once`,
		"job,job\nwash,Ada\n":                    "each once",
		"by,takes\nAda,2s\n":                     "of which only job is needed",
		"job,by\nwash,Ada,2s\n":                  "line 2 has 3 cells; allowed are 2",
		"wash,Ada,2s,,5\n":                       "line 1 has 5 cells; allowed are 4",
		"job,by\n\"wash,Ada\n":                   "after line 1 a quotation mark is not closed",
		strings.Repeat("x", scenarios.MaxFile+1): "more than 64 kB",
	} {
		if got, err := jobs.ReadCSV(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("ab,;\"\t é=")), 1, 8, -1)
		rows := scenarios.Rows{}
		for _, key := range rapid.SliceOfNDistinct(cell, 1, 6, rapid.ID[string]).Draw(t, "keys") {
			rows = append(rows, scenarios.Row{Key: key, Value: cell.Draw(t, "by") + "~" + cell.Draw(t, "takes")})
		}
		if again, err := jobs.ReadCSV(jobs.CSV(rows)); err != nil || !slices.Equal(again, rows) {
			t.Fatalf("%q is read as %q, %v", rows, again, err)
		}
	})
}
