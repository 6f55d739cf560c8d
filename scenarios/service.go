package scenarios

import "overlap/engine/network"

// Service is a server that listens before the variant starts, unless the variants start it themselves.
type Service struct {
	At     network.Address
	Handle network.Handler
	Own    bool     // the variants start it
	Alike  bool     // and all in the same way: they differ in their clients
	Sample string   // of what clients send: a line, or the path of a page where it begins with a slash; "" for a service that speaks first
	Needs  []string // names of the services that it asks itself
	Rows   string   // name of the parameter that is its data, for a service that a Database can stand in for; else ""

	Settings []string // names of the parameters that only the service heeds, not its clients
	Stops    []string // names of the parameters by which the variants stop the service
}

// Service adds a server. Tasks dial it by its name; port is where the native binary's servers listen.
func (d *Declaration) Service(name string, port int, h network.Handler) *Service {
	return d.addService(Service{At: network.Address{Name: name, Port: port}, Handle: h})
}

// OwnService adds a server that the variants start themselves, because how it serves is what differs, or what it remembers. The native
// binary's servers have h serve each connection in a task.
func (d *Declaration) OwnService(name string, port int, h network.Handler) *Service {
	return d.addService(Service{At: network.Address{Name: name, Port: port}, Handle: h, Own: true})
}

func (d *Declaration) addService(s Service) *Service {
	d.services = append(d.services, s)
	return &d.services[len(d.services)-1]
}

// Takes says what a client may send, for those who use the native binary's servers.
func (s *Service) Takes(sample string) *Service {
	s.Sample = sample
	return s
}

// Keeps says which parameter is the service's data: Find looks there, or in a database with the same rows. Its latency is the
// parameter of the service's name.
func (s *Service) Keeps(rows string) *Service {
	s.Rows = rows
	return s
}

// InEach says of a service that the variants start themselves that each starts it in the same way, because it remembers what was asked.
func (s *Service) InEach() *Service {
	s.Alike = true
	return s
}

// Asks says which other services this service asks, for those who start them on machines of their own.
func (s *Service) Asks(names ...string) { s.Needs = names }

// Heeds says which parameters only the service heeds, not its clients: of a service that another program serves they say nothing.
func (s *Service) Heeds(names ...string) *Service {
	s.Settings = names
	return s
}

// StoppedBy says by which parameters the variants stop the service, as they cannot where another program serves it.
func (s *Service) StoppedBy(names ...string) *Service {
	s.Stops = names
	return s
}
