package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"overlap/chart/scene"
	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

// plan is what a command line asks to run, checked.
type plan struct {
	variants       []scenarios.Variant
	clock, network string
	options        scenarios.Options
	tcp            *tcp.Options // of the network that is real
	databases      opened
	axis           scene.Mode
}

// plan checks the options against each other and the scenario.
func (o *runOptions) plan(in *scenarios.Instance) (p plan, err error) {
	p.options.Seed = o.Seed
	for _, m := range scene.Modes() {
		if m.String() == o.Axis {
			p.axis = m
		}
	}
	p.options.Lines = !o.JSON // which has none
	p.variants = o.variants(in)
	p.network, p.clock, p.tcp = cmp.Or(o.Net, networks()[0]), cmp.Or(o.Clock, clocks()[0]), &tcp.Options{Elsewhere: o.Connect}
	if o.outside() {
		if o.Net == "memory" {
			return p, &usageError{"--net memory cannot go with other programs' services and databases: leave out --net"}
		}
		if err := o.Connect.absent(in).refused(in, o.Databases); err != nil {
			return p, err
		}
		p.options.Foreign = slices.Collect(maps.Keys(o.Connect))
		p.network = "tcp"
	}
	if p.network == "tcp" {
		if o.Clock == "virtual" {
			return p, &usageError{"--clock virtual cannot go with --net tcp: a virtual clock jumps ahead, and sockets take the time they take; leave out --clock"}
		}
		p.clock = "real"
		p.options.Network = func(l *engine.Loop) network.Network { return tcp.New(l, *p.tcp) }
	}
	if p.options.Costs, err = o.profile(in, p.clock); err != nil {
		return p, err
	}
	if p.clock == "real" {
		p.options.Clock = engine.NewMonotonic
	}
	if err := cmp.Or(o.checkSeeds(p), o.checkRepeat(p)); err != nil {
		return p, err
	}
	return p, o.checkOutput()
}

// outside reports whether other programs take part in a run, which then happens over TCP.
func (o *runOptions) outside() bool { return len(o.Connect)+len(o.Databases) > 0 }

// checkSeeds refuses --seeds with one variant, a real clock or costs: claims compare all variants, in the model, to the nanosecond.
func (o *runOptions) checkSeeds(p plan) error {
	switch {
	case o.Seeds == 0:
		return nil
	case o.Variant != "":
		return &usageError{"--variant cannot go with --seeds: claims compare all variants; leave out --variant"}
	case p.clock == "real":
		return &usageError{"--seeds cannot go with a real clock: claims hold exactly in the model; leave out --seeds, or --clock and --net"}
	case o.Costs != "" && o.Costs != profiles()[0]:
		return &usageError{"--seeds cannot go with --costs " + o.Costs + ": claims hold exactly where only waiting takes time; leave out --seeds or --costs"}
	}
	return nil
}

// checkRepeat refuses --repeat in the model, which takes the same time whenever it runs, and with one seed after another.
func (o *runOptions) checkRepeat(p plan) error {
	switch {
	case o.Repeat == 0:
		return nil
	case o.Seeds > 0:
		return &usageError{"--repeat cannot go with --seeds: leave out one of them"}
	case p.clock != "real":
		return &usageError{"--repeat needs a real clock: the model takes the same time in every run; add --net tcp or --clock real"}
	}
	return nil
}

// axes returns the values of --axis, the default first.
func axes() []string {
	names := []string{scene.Auto.String()}
	for _, m := range scene.Modes() {
		names = append(names, m.String())
	}
	return names
}

// networks, clocks and profiles return the values of --net, --clock and --costs, the default first.
func networks() []string { return []string{"memory", "tcp"} }
func clocks() []string   { return []string{"virtual", "real"} }

func profiles() (names []string) {
	for _, c := range engine.Profiles() {
		names = append(names, c.Name)
	}
	return names
}

// profile returns the costs that --costs names, none without it. With a real clock only the profile that charges nothing is
// allowed, and with the parameter of a scenario's own computer none.
func (o *runOptions) profile(in *scenarios.Instance, clock string) (engine.Costs, error) {
	own := in.Computer()
	switch {
	case o.Costs == "":
		return engine.Costs{}, nil
	case clock == "real" && o.Costs != profiles()[0]:
		return engine.Costs{}, &usageError{"--costs " + o.Costs + " cannot go with a real clock: a real machine charges its own; leave out --costs, or --clock and --net"}
	case own != nil && own.Changed():
		return engine.Costs{}, &usageError{"--costs cannot go with --" + own.Name + ": both choose the computer; leave out one of them"}
	}
	c, _ := engine.Profile(o.Costs)
	return c, nil
}

// checkOutput refuses two outputs on standard output, and an axis where there is none.
func (o *runOptions) checkOutput() error {
	var asked []string
	if o.JSON {
		asked = append(asked, "--json")
	}
	if o.Sequence {
		asked = append(asked, "--sequence")
		if o.Axis != "" {
			return &usageError{"--axis cannot go with --sequence, in which time goes down from event to event: leave out one of them"}
		}
	}
	for _, f := range o.files(nil) {
		if f.name == "-" {
			asked = append(asked, f.flag+" -")
		}
	}
	if len(asked) > 1 {
		return &usageError{strings.Join(asked, " and ") + " cannot both go to standard output: name a file"}
	}
	return nil
}

// variants returns the variants to run: the one that --variant names, or all. Where they differ in how they serve and another program
// does that, the last stands for all: to compare them would be to measure chance.
func (o *runOptions) variants(in *scenarios.Instance) (list []scenarios.Variant) {
	if all := in.Variants(); o.Variant == "" && o.Connect.servesOwn(in) {
		return all[len(all)-1:]
	}
	for _, v := range in.Variants() {
		if o.Variant == "" || o.Variant == v.Name {
			list = append(list, v)
		}
	}
	return list
}

// variantsOf returns the plan's variants as another instance of the scenario has them.
func (p *plan) variantsOf(in *scenarios.Instance) (list []scenarios.Variant) {
	for _, v := range in.Variants() {
		if slices.ContainsFunc(p.variants, func(of scenarios.Variant) bool { return of.Name == v.Name }) {
			list = append(list, v)
		}
	}
	return list
}
