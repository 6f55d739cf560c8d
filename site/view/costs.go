package view

import (
	"overlap/engine"
	"overlap/scenarios"
)

// defaultCosts is the name of the costs that a page begins with. They are none, or the scenario's own.
const defaultCosts = "pure"

// computer returns the control that chooses what runs are charged. It is no parameter of the scenario, because it changes
// the computer and not the program; a scenario with measurements of its own has such a parameter.
func computer(in *scenarios.Instance) string {
	if in.Computer() != nil {
		return ""
	}
	list := ""
	for _, c := range engine.Profiles() {
		list += "<option" + attr("value", c.Name) + boolAttr("selected", c.Name == defaultCosts) + ">" + esc(c.Title) + "</option>"
	}
	return `<div class="control list"><div class="name"><label for="costs">` + scenarios.ComputerLabel + "</label>" +
		about("costs", scenarios.ComputerLabel, scenarios.ComputerHelp) + `</div><select id="costs" aria-describedby="h-costs">` + list + "</select></div>"
}

// computerTitle returns what people read in place of the name of a computer's costs.
func computerTitle(name string) string {
	costs, _ := engine.Profile(name)
	return "“" + costs.Title + "”"
}

// setCosts chooses the computer by the name of its costs. Where a parameter chooses the computer, it is set.
func (st *State) setCosts(text string) (allowed string) {
	var names []string
	for _, c := range engine.Profiles() {
		names = append(names, c.Name)
	}
	_, allowed = oneOf(text, names)
	switch p := st.Instance.Computer(); {
	case allowed != "":
	case p == nil:
		st.Costs = text
	case text != defaultCosts:
		_ = st.Instance.Set(p.Name, text)
	}
	return allowed
}

// Options returns the options of a state's run: on the virtual clock, without lines.
func (st State) Options() scenarios.Options {
	var costs engine.Costs
	if st.Instance.Computer() == nil {
		costs, _ = engine.Profile(st.Costs)
	}
	return scenarios.Options{Seed: st.Seed, Costs: costs}
}

// Batch returns the run of the variants that a state shows, not begun.
func (st State) Batch() *scenarios.Batch { return st.BatchWith(st.Options()) }

// BatchWith is Batch with other options.
func (st State) BatchWith(o scenarios.Options) *scenarios.Batch {
	return st.Instance.Batch(o, shown(st.Instance, st.Variants)...)
}

// Run runs the variants that a state shows to the end, and again for the lines.
func (st State) Run() *scenarios.Results {
	b := st.Batch()
	b.Finish()
	return b.Lines().Finish()
}
