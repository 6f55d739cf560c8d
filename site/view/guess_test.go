package view_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/view"
)

func TestAsks(t *testing.T) {
	for query, want := range map[string]bool{
		"": true, "tab=log": true, "guess=ask": true, "guess=ask&db=400ms": true,
		"guess=off": false, "guess=300ms": false, "db=400ms": false, "at=100ms": false, "seed=3": false, "variants=concurrent": false,
	} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		if got := st.Asks(false); got != want || len(refused) > 0 {
			t.Errorf("%q: asks %v, want %v; %q", query, got, want, refused)
		}
		if got := st.Asks(true); got != strings.HasPrefix(query, "guess=ask") {
			t.Errorf("%q: asks %v although the reader declined", query, got)
		}
		if got := st.Query(); strings.Contains(query, "guess=") && !strings.Contains(got, "guess=") {
			t.Errorf("%q became %q", query, got)
		}
	}
	if _, refused := view.ParseState(all.Find("fanout"), "guess=soon"); len(refused) != 1 {
		t.Errorf("guess=soon: %q", refused)
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct{ id, guess, want string }{
		{"fanout", "310ms", "<strong>Right, it is at 310 ms:</strong> you said 310 ms."},
		{"fanout", "350ms", "<strong>Close, it is at 310 ms:</strong> you said 350 ms."},
		{"fanout", "1s", "<strong>You said 1 s.</strong> It is at 310 ms: 3.23× sooner than you thought."},
		{"fanout", "31ms", "<strong>You said 31 ms.</strong> It is at 310 ms: 10× later than you thought."},
		{"fanout", "0s", "<strong>You said 0 s.</strong> It is at 310 ms: later than you thought."},
		{"race", "1", "<strong>Right:</strong> you said “1”."},
		{"race", "3", "<strong>You said “10”.</strong> It is “1”."},
	} {
		rs := results(t, c.id, "")
		if got := view.Verdict(rs, c.guess, true); got != `<p class="verdict">`+c.want+"</p>" {
			t.Errorf("%s, %s: %s", c.id, c.guess, got)
		}
		if got := view.Verdict(rs, c.guess, false); strings.Contains(got, "Right") || strings.Contains(got, " is ") {
			t.Errorf("%s, %s: told before the end: %s", c.id, c.guess, got)
		}
	}
	for id, guess := range map[string]string{"fanout": "2", "race": "310ms", "gather": "4", "hello": "off"} {
		if got := view.Verdict(results(t, id, ""), guess, true); got != "" {
			t.Errorf("%s, %s answers another question: %s", id, guess, got)
		}
	}
}

// Nobody has guessed right before they have moved the slider: in batches, the answer is half of the axis.
func TestSliderStandsAtNoAnswer(t *testing.T) {
	rs := results(t, "batching", "")
	if q := view.Question(rs); !strings.Contains(q, `max="200" value="200" aria-valuetext="500 ms"`) {
		t.Errorf("it asks %s", q)
	}
	if said := view.Verdict(rs, view.GuessValue(rs, 200), true); strings.Contains(said, "Right") || strings.Contains(said, "Close") {
		t.Errorf("a slider that was not moved: %s", said)
	}
}

// The flag stands where the run would have ended as guessed, and the slider finds the place again.
func TestGuessFlag(t *testing.T) {
	rs := results(t, "fanout", "")
	l := view.Layout(rs, view.Picture{}, 880)
	flag := view.GuessFlag(rs, l, "560ms")
	if !strings.Contains(flag, ">your guess 560 ms<") {
		t.Errorf("flag %s", flag)
	}
	x := l.Plot.Left + (l.Plot.Right-l.Plot.Left)/4
	if stop := view.GuessStop(rs, l, x); stop < 45 || stop > 55 {
		t.Errorf("a quarter of the axis, %v, is stop %d of 200, %s", l.XToTime(1, x), stop, view.GuessText(rs, stop))
	}
	for guess, id := range map[string]string{"2": "fanout", "310ms": "race", "": "fanout", "2h": "fanout"} {
		if got := view.GuessFlag(results(t, id, ""), l, guess); got != "" {
			t.Errorf("%s in %s: %s", guess, id, got)
		}
	}
	if i := view.ShownBeside(rs); rs.List[i].Variant.Name != "sequential" {
		t.Errorf("beside the question stands variant %d", i)
	}
	if i := view.ShownBeside(results(t, "race", "")); i >= 0 {
		t.Errorf("beside a question that is no time stands variant %d", i)
	}
}

// On a phone there may be room for the flag's text on neither side of its line, which then begins below.
func TestGuessFlagIsNoStrikeThrough(t *testing.T) {
	rs := results(t, "fanout", "")
	begins := regexp.MustCompile(`d="M([\d.]+) ([\d.]+)V[^<]*<text[^>]* x="([\d.]+)" y="([\d.]+)"`)
	crossed := 0
	for _, width := range view.Widths() {
		l := view.Layout(rs, view.Picture{}, width)
		for stop := 0; stop <= 200; stop += 5 {
			flag := view.GuessFlag(rs, l, view.GuessValue(rs, stop))
			m := begins.FindStringSubmatch(flag)
			if m == nil {
				t.Fatalf("no line and text in %s", flag)
			}
			x, top, text, base := number(t, m[1]), number(t, m[2]), number(t, m[3]), number(t, m[4])
			if text < x && x < text+100 {
				if crossed++; top < base {
					t.Errorf("%d px: the line goes through its text: %s", width, flag)
				}
			}
		}
	}
	if crossed == 0 {
		t.Error("there was room everywhere")
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
