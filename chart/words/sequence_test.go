package words_test

import (
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/scenarios/fanout"
)

func TestArrowText(t *testing.T) {
	for want, a := range map[string]scene.Arrow{
		"GET user:2":             {Kind: scene.Sends, Text: "GET user:2", Bytes: 11},
		"1 byte":                 {Kind: scene.Sends, Bytes: 1},
		"MISS ×2":                {Kind: scene.Sends, Text: "MISS", Count: 2},
		"22 messages":            {Kind: scene.Sends, Count: 22},
		"SYN dropped":            {Kind: scene.Drops, Text: "SYN dropped"},
		"ACK dropped, try 2 ×56": {Kind: scene.Drops, Text: "ACK dropped", Tries: 1, Count: 56},
		"connected at try 3":     {Kind: scene.Connects, Tries: 2},
		"starts":                 {Kind: scene.Starts},
		"ends":                   {Kind: scene.Ends},
		"fails: no room":         {Kind: scene.Fails, Text: "no room"},
		"ends, cancelled: late":  {Kind: scene.Stops, Text: "cancelled: late"},
		"cancels: late":          {Kind: scene.Cancels, Text: "late"},
		"puts into jobs":         {Kind: scene.Wakes, Why: trace.WhyQueue, Text: "jobs (empty)"},
		"hands over a job":       {Kind: scene.Wakes, Why: trace.WhyQueue, Text: "a job"},
		"sets go":                {Kind: scene.Wakes, Why: trace.WhyEvent, Text: "go"},
	} {
		if a.Count == 0 {
			a.Count = 1
		}
		if got := words.ArrowText(&a); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The table says what the picture shows, and the sentences what it leaves out.
func TestSequenceTable(t *testing.T) {
	s := charttest.Run(t, fanout.Scenario)
	e := s.Panels[1].Sequence(9, 0).Excerpt(scene.Window{At: -1, Arrows: 6, Lines: 9})
	text := words.SequenceTable(&e)
	for _, want := range []string{`<th scope="row">0 s</th><td>main</td><td>client 1</td><td>starts</td><td></td><td></td>`,
		"<td>api :9000</td><td>cache :9001</td><td>GET user:2</td><td>0 s</td><td>11 bytes</td>"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if got, want := words.SequenceSentence(&e), "6 arrows between main, client 1, api :9000, cache :9001, db :9002. The table below says the same."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := words.SequenceRest(&e), "6 of 15 arrows: not shown are 9 after them."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
