package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine/network/fault"
	"overlap/scenarios"
)

// faults is the value of --fault, which may be given several times.
type faults struct {
	in    *scenarios.Instance
	texts []string
}

// declareFaults declares --fault for the command of a scenario that has services.
func declareFaults(c *cobra.Command, in *scenarios.Instance) {
	if len(in.Services()) == 0 {
		return
	}
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&faults{in: in}, scenarios.FaultName, "What goes wrong with a service, when: "+allowedFaults(in)+
			". Several are separated by commas, or the flag is repeated. A run that fails so is a result (default nothing).")
	})
}

func allowedFaults(in *scenarios.Instance) string {
	return "SERVICE:KIND@FROM..TO, such as " + in.ServiceNames()[0] + ":stall@200ms..1s; services are " + strings.Join(in.ServiceNames(), ", ") +
		"; kinds are " + strings.Join(faultKinds(), ", ") + "; without ..TO for good, without @FROM from the start"
}

// faultKinds returns the kinds of faults with amounts, as they may be typed.
func faultKinds() (list []string) {
	for _, k := range fault.Kinds() {
		list = append(list, fault.Fault{Kind: k, Amount: map[fault.Kind]float64{fault.Slow: 3, fault.Drop: 5}[k]}.Name())
	}
	return list
}

// Set adds faults to those that were given before.
func (v *faults) Set(text string) error {
	texts := append(v.texts, text)
	err := v.in.SetFaults(strings.Join(texts, ","))
	if why, ok := errors.AsType[*fault.Error](err); ok || text == "" {
		if text == "" {
			why = &fault.Error{Why: "it is empty: " + allowedFaults(v.in)}
		}
		return &usageError{"--" + why.Error()}
	}
	v.texts = texts
	return nil
}

func (v *faults) String() string  { return strings.Join(v.texts, ",") }
func (v *faults) Type() string    { return "FAULT" }
func (v *faults) Allowed() string { return allowedFaults(v.in) }

// complete offers each service with each kind.
func (v *faults) complete(*cobra.Command, []string, string) (words []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, service := range v.in.ServiceNames() {
		for _, k := range faultKinds() {
			words = append(words, service+":"+k)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveKeepOrder
}
