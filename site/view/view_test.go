package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/internal/golden"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

func TestMain(m *testing.M) { golden.Main(m) }

const ms = time.Millisecond

// sample is a scenario with every kind of parameter, and text in it that would break a careless page.
var sample = &scenarios.Scenario{
	ID: "sample", Title: `<script>alert("title")</script>`, Question: "Is 1 < 2 & 'so on'?",
	Declare: func(d *scenarios.Declaration) {
		var v struct {
			wait    time.Duration
			part    float64
			few     int
			many    int
			on      bool
			how     string
			entries scenarios.Rows
			seconds scenarios.Rows
			steps   scenarios.Rows
		}
		d.Duration(&v.wait, "wait", 250*ms, scenarios.Between(0, 2*time.Second), "Wait <b>", `how "long" & why`)
		d.Percent(&v.part, "part", 30, scenarios.Between(0, 100), "Part", "how much of it")
		d.Int(&v.few, "few", 3, scenarios.Between(1, 8), "Few", "a number of a narrow range")
		d.Int(&v.many, "many", 20, scenarios.Between(1, 4096), "Many", "a number of a wide range")
		d.Bool(&v.on, "on", true, "On", "whether it is")
		d.Choice(&v.how, "how", scenarios.Words("fair=in turn & order", `"un"fair=as it comes`), "How", "which way")
		d.Table(&v.entries, "entries", scenarios.Rows{{Key: "<key>", Value: `"value"`}}, scenarios.Columns{Key: "name", Value: "text"}, "Entries", "what is known")
		d.Table(&v.seconds, "seconds", scenarios.Rows{{Key: "a", Value: "1s"}, {Key: "b", Value: "2s"}, {Key: "c", Value: "2s"}, {Key: "d", Value: "2s"}, {Key: "e", Value: "2s"}},
			scenarios.Durations("job", "time", scenarios.Between(0, time.Minute)), "Jobs", "how long each takes")
		d.Table(&v.steps, "steps", scenarios.Rows{{Key: "wash", Value: "Ada~~after noon"}}, scenarios.Columns{Key: "step", Value: "by", More: []string{"with", "when"}}, "Steps", "who does what")
		d.OwnService("peer", 9000, nil)
		d.Preset("A <preset>", "wait=1s&few=5")
		d.Variant("slow", "Slow & steady", func(t *engine.Task) (string, error) {
			t.Log("<i>begun</i>")
			t.Work(v.wait)
			err := t.Sleep(v.wait)
			t.Log("<i>ended</i>")
			return "<done>", err
		})
		d.Variant("fast", "Fast <try>", func(t *engine.Task) (string, error) {
			t.Mark("tried & failed")
			return "", errBroken
		})
		d.Always("it holds", func(*scenarios.Results) error { return nil })
	},
}

type broken string

func (b broken) Error() string { return string(b) }

const errBroken = broken("sample: <broken> & \"gone\"")

// wholePage returns everything that a page shows of a scenario, as one text.
func wholePage(s *scenarios.Scenario) string {
	in := s.New()
	rs := view.Run(in, 0)
	return strings.Join([]string{
		`<form id="controls">`, view.Controls(in, true), `</form><div id="score">`, view.Score(rs), `</div><div id="chart">`, view.Chart(rs, 880),
		`</div><div id="transport">`, view.Transport(rs), `</div><div id="tabs">`, view.Tabs(view.TabList()), `</div>`, view.Panels(view.TabList(), rs, map[string]string{"py": view.CodeChoice(rs, "py"), "go": "<pre>the code</pre>"}),
	}, "\n")
}

func everyScenario() []*scenarios.Scenario { return append(all.List(), sample) }

func fanout(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	return results(t, "fanout", query)
}

func results(t *testing.T, id, query string) *scenarios.Results {
	t.Helper()
	st, refused := view.ParseState(all.Find(id), query)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	return st.Run()
}

// visibleText returns what a reader sees of a fragment: its text, with single spaces.
func visibleText(html string) string {
	var b strings.Builder
	for html != "" {
		text, rest, _ := strings.Cut(html, "<")
		b.WriteString(text + " ")
		_, html, _ = strings.Cut(rest, ">")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func mustContain(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}
