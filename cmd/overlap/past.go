package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/scenarios"
)

// declarePast declares --past for the command of a scenario whose runs read some parameters again and again.
func declarePast(c *cobra.Command, in *scenarios.Instance) {
	var names []string
	for _, p := range in.Live() {
		names = append(names, p.Name)
	}
	if names == nil {
		return
	}
	first := in.Live()[0]
	allowed := "INSTANT:NAME=VALUE, such as 100ms:" + first.Name + "=" + first.Default.String() + ", with & between several; names are " + strings.Join(names, ", ")
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&past{in: in, allowed: allowed}, scenarios.PastName,
			"How parameters were up to an instant of the run, from which on the flags of their own count: "+allowed+". The flag is repeated for later instants (default nothing).")
	})
}

// past is the value of --past, which may be given several times, the earliest instant first.
type past struct {
	in      *scenarios.Instance
	allowed string
	texts   []string
}

func (v *past) Set(text string) error {
	if err := v.in.Set(scenarios.PastName, text); err != nil {
		return &usageError{"--" + err.Error()}
	}
	v.texts = append(v.texts, text)
	return nil
}

func (v *past) String() string  { return strings.Join(v.texts, " ") }
func (v *past) Type() string    { return "PAST" }
func (v *past) Allowed() string { return v.allowed }

// complete offers the names, after an instant that only the reader knows.
func (v *past) complete(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}
