package scenarios

import "overlap/engine"

// Ideal is the value of a Computer parameter that charges nothing.
const Ideal = "ideal"

// Computer declares the choice of what the model charges for tasks, threads and connections, where the scenario has
// measured programs of its own: as measured for each variant, which is the default, nothing, or one of engine.Profiles.
// Costs that a run's options name come before it.
func (d *Declaration) Computer(v *string, name string, measured Choice, costs func(variant string) engine.Costs) {
	choices := []Choice{measured, {Ideal, engine.Profiles()[0].Title}}
	for _, c := range engine.Profiles()[1:] {
		choices = append(choices, Choice{c.Name, c.Title})
	}
	d.Choice(v, name, choices, ComputerLabel, ComputerHelp)
	d.computer = d.params[len(d.params)-1]
	d.costs = func(variant string) engine.Costs {
		if *v == measured.Value {
			return costs(variant)
		}
		c, _ := engine.Profile(*v) // none of Ideal
		return c
	}
}

// ComputerLabel and ComputerHelp are what people read beside the choice of a computer.
const (
	ComputerLabel = "Computer"
	ComputerHelp  = "what it takes to switch tasks, start threads and open connections, as measured on two cores"
)

// Computer returns the parameter that chooses the computer, nil when the scenario has none.
func (in *Instance) Computer() *Param { return in.d.computer }

// costs returns what a run is charged: the options' costs, or the scenario's when the options name none.
func (in *Instance) costs(v Variant, o Options) engine.Costs {
	if o.Costs.Name == "" && in.d.costs != nil {
		return in.d.costs(v.Name)
	}
	return o.Costs
}

// Charged returns the name of what runs with these options are charged: of a profile, or of the scenario's own computer.
func (in *Instance) Charged(o Options) string {
	pure := engine.Profiles()[0].Name
	switch own := in.d.computer; {
	case o.Costs.Name != "":
		return o.Costs.Name
	case own == nil || own.Value().String() == Ideal:
		return pure
	default:
		return own.Value().String()
	}
}
