package chart

import (
	"regexp"
	"strconv"
	"testing"
)

// What a task notes with its last breath stands beside the cross that says it failed.
func TestMarkBesideACross(t *testing.T) {
	well := []step{{d: 10 * ms}, {op: 3, text: "rejected"}}
	failing := append(well[:2:2], step{op: 4}) // a deadline that has come
	if d := said(t, failing) - said(t, well); d != crossGap {
		t.Errorf("beside a cross it stands %v pixels further right, want %v", d, crossGap)
	}
}

// said returns where the mark of a task's steps is written.
func said(t *testing.T, steps []step) float64 {
	t.Helper()
	a := program{name: "a", steps: steps}
	l := NewLayout([]Panel{runProgram(program{name: "main", steps: []step{{d: 100 * ms}}, children: []program{a}})}, Options{})
	found := regexp.MustCompile(`class="chart-said" x="([0-9.]+)"`).FindStringSubmatch(l.SVG())
	if found == nil {
		t.Fatal("it is not written")
	}
	x, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
