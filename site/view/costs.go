package view

import (
	"overlap/engine"
	"overlap/scenarios"
)

// Machine is a profile of costs that the reader can choose for runs.
type Machine struct {
	Name  string // as addresses and flags spell it
	Title string
}

// defaultMachine is the name of the machine that a page begins with. It charges nothing, or the scenario's own costs.
const defaultMachine = "pure"

// Machines returns the machines in page order, the default first.
func Machines(in *scenarios.Instance) []Machine {
	first := "one that costs nothing"
	if in.Charged() {
		first = "as it was measured for this scenario"
	}
	titles := map[string]string{
		defaultMachine: first, "cpython-3.11-asyncio": "CPython 3.11, asyncio", "cpython-3.11-threads": "CPython 3.11, a thread per task", "go": "Go",
	}
	var list []Machine
	for _, c := range engine.Profiles() {
		m := Machine{c.Name, titles[c.Name]}
		if m.Title == "" {
			m.Title = m.Name
		}
		list = append(list, m)
	}
	return list
}

// machine returns the control that chooses the machine. It is no parameter of the scenario, because it changes the machine
// and not the program.
func machine(in *scenarios.Instance) string {
	const help = "what switching tasks, starting threads and opening connections takes, as measured on two cores"
	list := ""
	for _, m := range Machines(in) {
		list += "<option" + attr("value", m.Name) + boolAttr("selected", m.Name == defaultMachine) + ">" + esc(m.Title) + "</option>"
	}
	return `<fieldset class="settings machine" disabled><legend>Machine</legend><div class="control choice"><label for="costs">Costs of</label><select id="costs" aria-describedby="h-costs">` + list + `</select><p class="help" id="h-costs">` + help + "</p></div></fieldset>"
}

func (st *State) setCosts(text string) (allowed string) {
	for _, m := range Machines(st.Instance) {
		if m.Name == text {
			st.Costs = text
			return ""
		}
		allowed += ", " + m.Name
	}
	return "one of " + allowed[2:]
}

// Options returns the options of a state's run: on the virtual clock, without lines.
func (st State) Options() scenarios.Options {
	costs, _ := engine.Profile(st.Costs)
	return scenarios.Options{Seed: st.Seed, Costs: costs}
}

// Batch returns the run of the variants that a state shows, not begun.
func (st State) Batch() *scenarios.Batch {
	return st.Instance.Batch(st.Options(), shown(st.Instance, st.Variants)...)
}

// Run runs the variants that a state shows to the end, and again for the lines.
func (st State) Run() *scenarios.Results {
	b := st.Batch()
	b.Finish()
	return b.Lines().Finish()
}
