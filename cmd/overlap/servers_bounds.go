package main

import (
	"cmp"
	"net"
	"strconv"

	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

// at returns where a service is found on a host.
func (o *serversOptions) at(host string, s scenarios.Service) string {
	return net.JoinHostPort(host, itoa(s.At.Port+o.PortOffset))
}

// setBounds checks the bounds on connections of so many services, or sets those that the command line leaves open.
func (o *serversOptions) setBounds(services int) error {
	advised, most := tcp.Room(services)
	if o.Connections > most {
		return &scenarios.Error{Name: "max-connections", Value: itoa(o.Connections),
			Allowed: "a whole number from 1 to " + itoa(most) + ": the system allows this process no more open files (ulimit -n)"}
	}
	o.Connections = cmp.Or(o.Connections, advised)
	if !isLoopback(o.Addr) {
		o.PerAddress = cmp.Or(o.PerAddress, perAddress)
	}
	return nil
}

// checkOffset refuses an offset that takes a service's port out of range.
func (o *serversOptions) checkOffset(services []scenarios.Service) error {
	low, high := 1<<16, 0
	for _, s := range services {
		low, high = min(low, s.At.Port), max(high, s.At.Port)
	}
	if p := o.PortOffset; low+p < 1 || high+p > mostPort {
		return &scenarios.Error{Name: "port-offset", Value: strconv.Itoa(p),
			Allowed: "a whole number from " + strconv.Itoa(1-low) + " to " + strconv.Itoa(mostPort-high) + ", so that all ports exist"}
	}
	return nil
}

// listenError returns the error for a service that could not listen.
func (o *serversOptions) listenError(s scenarios.Service, err error) error {
	return cannotListen(s.At.Name, o.at(o.Addr, s), "--port-offset N", err)
}
