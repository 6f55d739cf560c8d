package view_test

import (
	"strings"
	"testing"

	"overlap/engine/trace"
	"overlap/scenarios"
	"overlap/site/view"
)

func TestRefusal(t *testing.T) {
	in := sample.New()
	for _, c := range []struct{ param, text, want string }{
		{"wait", "4x", `"4x" is not allowed; allowed is a duration from 0 s to 2 s, such as 250 ms.`},
		{"wait", "400", `"400 s" is not allowed`},
		{"few", "", "Empty; allowed is a whole number from 1 to 8."},
		{"how", "any", `allowed is one of in turn & order, as it comes.`},
		{"part", strings.Repeat("é", 100), "é…"},
	} {
		_, err := in.Param(c.param).Read(c.text, "1 s")
		if err == nil {
			t.Fatalf("%s accepts %q", c.param, c.text)
		}
		mustContain(t, view.Refusal(err), c.want)
	}
}

func TestRefusalOfRows(t *testing.T) {
	p := sample.New().Param("seconds")
	for _, c := range []struct {
		rows scenarios.Rows
		want string
	}{
		{scenarios.Rows{{Key: "a", Value: "1s"}, {Value: "2s"}}, "Row 2, job: it is empty; every row needs a job."},
		{scenarios.Rows{{Key: "a", Value: "1s"}, {Key: "a", Value: "2s"}}, `Row 2, job: "a" is there already; each may come once.`},
		{scenarios.Rows{{Key: "a", Value: "soon"}}, `Row 1, time: "soon" is not allowed; allowed is a duration from 0 s to 1 min`},
		{scenarios.Rows{{Key: strings.Repeat("a", 500), Value: "1s"}}, "of at most 400 bytes"},
	} {
		_, err := p.FromRows(c.rows)
		mustContain(t, view.Refusal(err), c.want)
	}
}

func TestLinkCopied(t *testing.T) {
	st := view.NewState(sample)
	if got := view.LinkCopied(st, "http://x/?a=b"); strings.Contains(got, "characters") {
		t.Errorf("of a short link it says %q", got)
	}
	mustContain(t, view.LinkCopied(st, strings.Repeat("x", 2345)), "It has 2,345 characters", "save the settings under a name")
}

func TestStatus(t *testing.T) {
	if got := view.Refused(nil); got != "" {
		t.Errorf("nothing refused says %q", got)
	}
	list := []string{"<a>", "b", "c", "d", "e", "f", "g"}
	if got := visibleText(view.Refused(list)); got != "From the address: &lt;a&gt; b c d e and 2 more ×" {
		t.Errorf("%q", got)
	}
	mustContain(t, view.LinkToCopy(view.NewState(sample), `http://x/?a="b"`), `href="http://x/?a=&#34;b&#34;"`)
	mustContain(t, view.UndoMessage("gone"), "gone <button", `data-action="undo"`)
}

func TestSaved(t *testing.T) {
	if got := view.Saved(nil, ""); got != "" {
		t.Errorf("nothing saved shows %q", got)
	}
	got := view.Saved([]string{`slow "db"`, "other"}, "other")
	mustContain(t, got, `data-name="slow &#34;db&#34;"`, `aria-label="Load slow &#34;db&#34;"`, `id="new-name"`, `value="other"`)
	if strings.Count(got, `data-action="delete"`) != 1 {
		t.Error("the one that is being renamed can be deleted too")
	}
}

// A run says where it was made, as far as it knows, and leads back to the scenario if there is one.
func TestMade(t *testing.T) {
	for _, c := range []struct {
		o     view.Origin
		known bool
		runs  []scenarios.Recorded
		want  string
	}{
		{view.Origin{Clock: "virtual", Program: "fanout"}, true, []scenarios.Recorded{{Title: "Sequential", Outcome: &trace.Outcome{Total: 1}}, {Title: "Concurrent <1>", Outcome: &trace.Outcome{Total: 412e6, Stopped: true}}},
			`Made by <a href="../s/fanout/">fanout</a> with its defaults, in the model. “Concurrent &lt;1&gt;” was stopped after 412 ms, and no other ran after it.`},
		{view.Origin{Clock: "virtual", Program: "fanout"}, true, nil, `Made by <a href="../s/fanout/">fanout</a> with its defaults, in the model.`},
		{view.Origin{Clock: "monotonic", Program: "fanout", Settings: "db=1s&seed=3", Machine: "linux <fast>"}, true, nil,
			`Made by <a href="../s/fanout/?db=1s&amp;seed=3">fanout</a> with db=1s&amp;seed=3, on linux &lt;fast&gt;.`},
		{view.Origin{Clock: "monotonic", Program: "fanout"}, true, nil, `Made by <a href="../s/fanout/">fanout</a> with its defaults, on a machine that it does not name.`},
		{view.Origin{Program: "no-such"}, false, nil, ""},
	} {
		if got := view.Made(c.o, c.known, c.runs...); got != c.want {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
}
