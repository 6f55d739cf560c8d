package svg

import (
	"testing"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

// The arrow keys lead to every row from wherever the keyboard is, always to something that is drawn, and to a bar of the row
// below that is there at the same time or was last.
func TestArrowKeysReachEveryRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOptions(t)
		l := NewLayout(scene.Of(charttest.DrawPanels(t), scene.View{}), o)
		rows := l.rows()
		if rows == 0 {
			return
		}
		spot := l.Move(Spot{Panel: 99}, "ArrowDown") // from nowhere to the first
		for range rapid.IntRange(0, 50).Draw(t, "moves") {
			spot = l.Move(spot, rapid.SampledFrom([]string{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"}).Draw(t, "key"))
			if _, ok := l.HitAt(&spot); !ok && len(l.panels[0].shown.Rows) > 0 {
				t.Fatalf("nothing is at %+v", spot)
			}
		}
		for range rows {
			spot = l.Move(spot, "ArrowUp")
		}
		seen := map[[2]int]bool{}
		for range rows + 1 {
			seen[[2]int{spot.Panel, spot.Row}] = true
			spot = l.Move(spot, "ArrowDown")
		}
		if len(seen) != rows && len(l.panels[0].shown.Rows) > 0 {
			t.Fatalf("the keyboard is in %d of %d rows", len(seen), rows)
		}
	})
}

// From bar to bar a row is walked through from its beginning to its end.
func TestArrowKeysWalkThroughARow(t *testing.T) {
	l := NewLayout(charttest.Pictures(t)["fanout"], Options{})
	spot, bars := Spot{Row: 2}, 1 // the database of the sequential variant
	for next := l.Move(spot, "ArrowRight"); next != spot; next = l.Move(spot, "ArrowRight") {
		before, _ := l.HitAt(&spot)
		after, ok := l.HitAt(&next)
		if !ok || after.Box.Left < before.Box.Right-1 {
			t.Fatalf("from %+v to %+v", before.Box, after.Box)
		}
		spot, bars = next, bars+1
	}
	if bars != 4 {
		t.Errorf("%d bars, want the four lookups", bars)
	}
	if up := l.Move(spot, "ArrowUp"); up.Row != 1 {
		t.Errorf("up leads to %+v", up)
	}
}

// A fade leaves a followed task's own row alone, and covers all others.
func TestFadeLeavesTheFollowedTask(t *testing.T) {
	l := NewLayout(charttest.Pictures(t)["fanout"], Options{})
	hit, _ := l.HitAt(&Spot{Panel: 1})
	p := &l.panels[1]
	var d path
	l.fade(&d, p, p.placed(), hit.Task)
	var all path
	l.fade(&all, p, p.placed(), -1)
	if len(d.b) <= len(all.b) {
		t.Errorf("the row of task %d is faded with all others: %s", hit.Task, d.b)
	}
}
