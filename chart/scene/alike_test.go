package scene_test

import (
	"slices"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

func TestNameOfRows(t *testing.T) {
	rows := func(names ...string) (list []scene.Row) {
		for _, name := range names {
			list = append(list, scene.Row{Name: name})
		}
		return list
	}
	for want, list := range map[string][]scene.Row{
		"client":       rows("client"),
		"client 1…100": rows("client 1", "client 7", "client 100"),
		"2…5 small":    rows("2 small", "5 small"),
		"A4…8 again":   rows("A4 again", "A8 again"),
		"tasks":        rows("user", "product"),
		"api":          {{Name: "api", Shared: true}, {Shared: true}},
	} {
		if got := scene.NameOfRows(list); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Tasks of one kind that do the same at the same time look alike; what sleeps longer, or has another name, does not.
func TestAlike(t *testing.T) {
	p := charttest.Program{Name: "main", Steps: []charttest.Step{{Op: 6}}}
	for _, c := range []struct {
		name string
		ms   time.Duration
	}{{"file 1", 10}, {"file 2", 10}, {"file 3", 10}, {"file 4", 20}, {"other", 20}, {"other", 20}} {
		child := charttest.Sleeper(c.name, "")
		child.Steps[0].D = c.ms * charttest.MS
		p.Children = append(p.Children, child)
	}
	strip := scene.Of([]scene.Panel{charttest.RunProgram(p)}, scene.View{}).Strips[0]
	var got []int
	for i := range strip.Rows {
		got = append(got, strip.Alike(strip.Rows[i:]))
	}
	if want := []int{3, 2, 1, 1, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
