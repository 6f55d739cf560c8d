package scenarios_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestSetAcceptsWhatPeopleWrite(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"pause", "400ms", "400ms"},
		{"pause", "0.4s", "400ms"},
		{"pause", "400 ms", "400ms"},
		{"pause", "400\u00a0ms", "400ms"},
		{"pause", "1s500ms", "1.5s"},
		{"pause", "0", "0s"},
		{"pause", "2s", "2s"},
		{"n", "1", "1"},
		{"n", " 1000 ", "1000"},
		{"n", "+7", "7"},
		{"rate", "12", "12%"},
		{"rate", "100 %", "100%"},
		{"fair", "false", "false"},
		{"fair", "0", "false"},
		{"how", "lifo", "lifo"},
		{"rows", "", ""},
		{"rows", "x=", "x="},
		{"cooks", "eve=0s;bob=1m", "eve=0s;bob=1m"},
	} {
		in := newTiny().New()
		if err := in.Set(c.name, c.text); err != nil {
			t.Errorf("Set(%q, %q): %v", c.name, c.text, err)
		} else if got := in.Param(c.name).String(); got != c.want {
			t.Errorf("Set(%q, %q) makes it %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestSetRefusesAndSaysWhatIsAllowed(t *testing.T) {
	for _, c := range []struct{ name, text, allowed string }{
		{"pause", "4x", "a duration from 0s to 2s, such as 250ms"},
		{"pause", "", "a duration from"},
		{"pause", "250", "a duration from"},
		{"pause", "-1ms", "a duration from"},
		{"pause", "2.000000001s", "a duration from"},
		{"pause", "9999999999999h", "a duration from"},
		{"n", "0", "a whole number from 1 to 1000"},
		{"n", "1001", "a whole number"},
		{"n", "3.0", "a whole number"},
		{"n", "99999999999999999999", "a whole number"},
		{"n", "٣", "a whole number"},
		{"rate", "101", "a percentage from 0% to 100%"},
		{"rate", "0.5", "a percentage"},
		{"fair", "yes", "true or false"},
		{"how", "FIFO", "one of fifo, lifo"},
		{"rows", "a", "at most 60 rows of key=value"},
		{"cooks", "eve=2m", "each time a duration from 0s to 1m0s"},
		{"cooks", "eve=", "each time a duration"},
	} {
		in := newTiny().New()
		before := in.Param(c.name).String()
		var refused *scenarios.Error
		err := in.Set(c.name, c.text)
		if !errors.As(err, &refused) || refused.Name != c.name || refused.Value != c.text || !strings.Contains(refused.Allowed, c.allowed) {
			t.Errorf("Set(%q, %q) = %v, want a refusal that allows %q", c.name, c.text, err, c.allowed)
		}
		if after := in.Param(c.name).String(); after != before {
			t.Errorf("Set(%q, %q) was refused and made it %q", c.name, c.text, after)
		}
	}
}

func TestErrorText(t *testing.T) {
	in := newTiny().New()
	long := in.Set("n", strings.Repeat("é", 500)).Error()
	if len(long) > 200 || !strings.Contains(long, "…") {
		t.Errorf("a long value is not cut: %s", long)
	}
	got := in.Set("pauze", "1s").Error()
	if want := `there is no parameter "pauze": those of tiny are pause, n, rate, fair, how, rows, cooks, seed`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestVariablesFollow(t *testing.T) {
	var d scenarios.Declaration
	x := &tiny{}
	x.declare(&d)
	if x.pause != 250*time.Millisecond || x.n != 3 || x.rate != 0.3 || !x.fair || x.how != "fifo" || len(x.rows) != 2 {
		t.Errorf("declaring does not set the defaults: %+v", x)
	}
	s := newTiny()
	s.Declare = func(d *scenarios.Declaration) { x.declare(d) }
	in := s.New()
	for name, text := range map[string]string{"pause": "1s", "n": "9", "rate": "55%", "fair": "false", "how": "lifo", "rows": "c=3"} {
		if err := in.Set(name, text); err != nil {
			t.Fatal(err)
		}
	}
	if v, _ := x.rows.Get("c"); x.pause != time.Second || x.n != 9 || x.rate != 0.55 || x.fair || x.how != "lifo" || v != "3" {
		t.Errorf("setting does not reach the variables: %+v", x)
	}
}

func TestInstancesShareNothing(t *testing.T) {
	s := newTiny()
	a, b := s.New(), s.New()
	for _, p := range a.Params() {
		text := map[scenarios.Kind]string{scenarios.KindDuration: "1s", scenarios.KindInt: "9", scenarios.KindPercent: "9%",
			scenarios.KindBool: "false", scenarios.KindChoice: "lifo", scenarios.KindTable: ""}[p.Kind]
		if err := a.Set(p.Name, text); err != nil || !p.Changed() {
			t.Errorf("%s did not change to %q: %v", p.Name, text, err)
		}
	}
	if got := b.Query(); got != "" {
		t.Errorf("setting one instance changed another: %s", got)
	}
}

func TestNumbersAndSteps(t *testing.T) {
	in := newTiny().New()
	for name, want := range map[string]int64{"pause": int64(250 * time.Millisecond), "n": 3, "rate": 30} {
		p := in.Param(name)
		if v := p.Value(); v.Number() != want || !p.FromNumber(want).Equal(v) {
			t.Errorf("%s: Number %d, want %d, and FromNumber gives %v", name, v.Number(), want, p.FromNumber(want))
		}
	}
	if step := time.Duration(in.Param("pause").Step); step != 10*time.Millisecond {
		t.Errorf("a slider from 0 to 2 s steps by %v, want 10ms", step)
	}
	if in.Param("n").Step != 1 || in.Param("rate").Step != 1 {
		t.Error("whole numbers step by one")
	}
}

func TestReadsWhatReadersMean(t *testing.T) {
	in := newTiny().New()
	for _, c := range []struct{ name, text, shown, want string }{
		{"pause", "400", "250 ms", "400 ms"},
		{"pause", "0.4", "1 s", "400 ms"},
		{"pause", " 1 ", "1 min 40 s", "1 s"},
		{"pause", "1,500", "250 ms", "1.5 s"},
		{"pause", "1500 ms", "1 s", "1.5 s"},
		{"pause", "0", "250 ms", "0 s"},
		{"n", "1,000", "3", "1,000"},
		{"rate", "45", "30%", "45%"},
	} {
		v, err := in.Param(c.name).Read(c.text, c.shown)
		if err != nil {
			t.Errorf("%s: %q in place of %q: %v", c.name, c.text, c.shown, err)
		} else if got := v.Text(); got != c.want {
			t.Errorf("%s: %q in place of %q is %q, want %q", c.name, c.text, c.shown, got, c.want)
		}
	}
	_, err := in.Param("pause").Read("400", "1 s")
	if want := `pause: "400 s" is not allowed: a duration from 0 s to 2 s, such as 250 ms`; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	cooks := in.Param("cooks").Columns
	for _, c := range [][3]string{{"5", "3 s", "5s"}, {"5", "", "5s"}, {"200", "150 ms", "200ms"}, {"1 min", "3 s", "1m0s"}, {"soon", "3 s", "soon"}, {"", "3 s", ""}} {
		if got := cooks.Row([]string{"eve", c[0]}, []string{"eve", c[1]}).Value; got != c[2] {
			t.Errorf("cell: %q in place of %q is %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if got := cooks.Cells(scenarios.Row{Value: "1m30s"})[1] + ", " + cooks.Cells(scenarios.Row{Value: "soon"})[1]; got != "1 min 30 s, soon" {
		t.Errorf("shown: %s", got)
	}
}
