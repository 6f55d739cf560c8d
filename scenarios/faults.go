package scenarios

import (
	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/fault"
)

// FaultName is the setting that holds an instance's faults, as fault.Parse reads them.
const FaultName = "fault"

// Faults returns what is wrong with the instance's services, in the order in which it was set.
func (in *Instance) Faults() []fault.Fault { return in.faults }

// Without faults, nothing here calls package fault: the page fetches its code when its reader first has something go wrong.

// FaultText returns the faults as SetFaults reads them.
func (in *Instance) FaultText() string {
	if len(in.faults) == 0 {
		return ""
	}
	return fault.Format(in.faults)
}

// SetFaults sets what is wrong with the instance's services; "" is nothing. The error is a *fault.Error.
func (in *Instance) SetFaults(text string) error {
	if text == "" {
		in.faults = nil
		return nil
	}
	list, err := fault.Parse(text, in.ServiceNames())
	if err == nil {
		in.faults = list
	}
	return err
}

// ServiceNames returns the names of the services, in the order in which they start.
func (in *Instance) ServiceNames() (names []string) {
	for _, s := range in.d.services {
		names = append(names, s.At.Name)
	}
	return names
}

// Network returns a run's network with the instance's faults.
func (in *Instance) Network(l *engine.Loop, n network.Network) network.Network {
	if len(in.faults) == 0 {
		return n
	}
	return fault.New(l, n, in.faults)
}
