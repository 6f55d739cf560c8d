package report

import (
	"strconv"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// Keep returns what stays of results.
func Keep(rs *scenarios.Results) []Former {
	list := make([]Former, 0, len(rs.List))
	for i, p := range Panels(rs) {
		r := rs.List[i]
		list = append(list, Former{Variant: r.Variant.Name, Total: r.Total, Failed: r.Err != nil, Value: r.Value, Figures: p.Figures()})
	}
	return list
}

// Change says how a variant's run differs from a former run of it.
type Change struct {
	Title string // the variant's
	Text  string // "310 ms → 460 ms, 1.48× slower"
}

// Changes compares each variant with its former run, in page order, without variants that were not run then.
func Changes(former []Former, rs *scenarios.Results) (list []Change) {
	for i, now := range Keep(rs) {
		if f := formerOf(former, now.Variant); f != nil {
			list = append(list, Change{rs.List[i].Variant.Title, changed(*f, now)})
		}
	}
	return list
}

func changed(a, b Former) string {
	text := ended(a) + " → " + ended(b)
	switch {
	case a.Failed == b.Failed && quantity.Alike(a.Total, b.Total):
		text = ended(b) + ", as before"
	case !a.Failed && !b.Failed && a.Total > 0 && b.Total > 0:
		text += ", " + faster(a.Total, b.Total) + because(a, b)
	}
	if a.Value != b.Value && !a.Failed && !b.Failed && len(a.Value)+len(b.Value) <= maxValues {
		text += "; result “" + a.Value + "” → “" + b.Value + "”"
	}
	return text
}

// maxValues is how long two results may be, in bytes, to be read at a glance.
const maxValues = 60

func ended(f Former) string {
	if f.Failed {
		return "failed after " + quantity.Duration(f.Total)
	}
	return took(f.Total)
}

// because says which figure changed the way the total did: how many waits overlapped, else how long all of them were. It is
// "" where neither did, because the reason is then none that figures tell.
func because(a, b Former) string {
	slower := b.Total > a.Total
	switch f, g := a.Figures, b.Figures; {
	case f.Waits != g.Waits && slower == (g.Waits < f.Waits):
		return ", because up to " + quantity.Plural(g.Waits, "wait") + " overlapped instead of " + quantity.Count(f.Waits)
	case f.Waits == g.Waits && f.Waited != g.Waited && slower == (g.Waited > f.Waited):
		return ", because its waits" + atOnce(g.Waits) + " add up to " + quantity.Duration(g.Waited) + " instead of " + quantity.Duration(f.Waited)
	}
	return ""
}

// atOnce says how many waits overlapped, so that nobody takes their sum for the time that they took.
func atOnce(waits int) string {
	if waits < 2 {
		return ""
	}
	return ", up to " + quantity.Count(waits) + " at once,"
}

// Off says by how much a real run's total is off the model's: "+5.7 ms, 0.5 %".
func Off(real, model time.Duration) string {
	text, by := "+", real-model
	if by < 0 {
		text, by = "−", -by
	}
	text += quantity.Duration(by)
	if model >= time.Millisecond {
		text += ", " + strconv.FormatFloat(100*float64(by)/float64(model), 'f', 1, 64) + " %"
	}
	return text
}
