package chart

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestTerminalKeepsToItsWidth(t *testing.T) {
	codes := regexp.MustCompile("\x1b\\[[0-9;]*m")
	rapid.Check(t, func(t *rapid.T) {
		o := TerminalOptions{
			Width: rapid.SampledFrom([]int{0, 1, 40, 61, 80, 120, 1000}).Draw(t, "columns"),
			Color: rapid.Bool().Draw(t, "color"),
			ASCII: rapid.Bool().Draw(t, "ascii"),
		}
		wide := map[int]int{0: 80, 1: 40, 1000: 400}[o.Width]
		if wide == 0 {
			wide = o.Width
		}
		out := Terminal(drawPanels(t), o)
		if !o.Color && strings.Contains(out, "\x1b") {
			t.Fatal("colours that nobody asked for")
		}
		out = codes.ReplaceAllString(out, "")
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > wide {
				t.Fatalf("%d columns of %d: %q", n, wide, line)
			}
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Fatalf("control characters in %q", line)
			}
		}
	})
}

func TestTerminalInASCII(t *testing.T) {
	p := program{name: "main", children: []program{
		{name: "a", steps: []step{{op: 1, d: 1500}, {op: 2, text: "a long label"}, {d: 9000}, {op: 3, text: "said"}}},
		{name: "b", steps: []step{{op: 4, d: 9000}}},
	}, steps: []step{{op: 6}}}
	panel := runProgram(p)
	panel.Title = "plain"
	out := Terminal([]Panel{panel, panel}, TerminalOptions{ASCII: true})
	if strings.ContainsFunc(out, func(r rune) bool { return r > unicode.MaxASCII }) {
		t.Error(out)
	}
}

// A task that only waits says with its marks when it got something.
func TestTerminalMarksThinLines(t *testing.T) {
	p := program{name: "main", children: []program{sleeper("a", "")}, steps: []step{{op: 6}, {op: 3, text: "got it"}, {d: 10 * ms}}}
	out := Terminal([]Panel{runProgram(p)}, TerminalOptions{Width: 40})
	if main := strings.Split(out, "\n")[1]; !strings.Contains(main, "──◆▒▒") {
		t.Error(out)
	}
}

func TestTerminalSamples(t *testing.T) {
	p := many(5000)
	out := Terminal([]Panel{p, p}, TerminalOptions{})
	if n := strings.Count(out, "\n"); n > 80 {
		t.Errorf("%d lines", n)
	}
	if !strings.Contains(out, "20 of 5,000 tasks shown") {
		t.Error("it does not say that it is a sample")
	}
}
