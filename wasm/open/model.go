//go:build js && wasm

package open

import (
	"strings"

	"overlap/report/twin"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// model runs a scenario with the arguments of its twin, and shows its variants beside those of the last run, which is the twin's. It
// returns how they differ, a list of sentences; a text says what is wrong.
func (o *opener) model(id, args string, seed int) any {
	s := all.Find(id)
	if s == nil || o.file == nil {
		return "there is no model of it"
	}
	query := strings.Join(strings.Fields(args), "&")
	if view.SetsFaults(query) {
		return "a twin has no faults"
	}
	st, refused := view.ParseState(s, query)
	if len(refused) > 0 {
		return refused[0]
	}
	var names []string
	for _, v := range st.Instance.Variants() {
		names = append(names, v.Name)
	}
	parts := twin.Parts(o.file.Runs[0].Trace, names)
	if len(parts) == 0 {
		return "the program does not print how long its variants took, as it did at first"
	}
	parts = parts[:min(len(parts), mostShown/2)]
	c := twin.Compare(st.Instance.RunAll(scenarios.Options{Seed: uint64(seed)}), parts, id+".py")
	o.shown = o.shown[:0] // lines light up for a whole run, not for its parts
	o.page.Replace(scenarios.Recording("open", s.Title, c.Runs...))
	var said []any
	for _, text := range c.Words {
		said = append(said, text)
	}
	return said
}
