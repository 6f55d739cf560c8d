package main

import (
	"errors"
	"io"
	"math"
	"net"
	"net/netip"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// serversOptions are the flags of servers that every scenario has.
type serversOptions struct {
	Addr       string
	PortOffset int
	Seed       uint64
}

func (e *environment) serversCommand() *cobra.Command {
	o := serversOptions{Addr: "127.0.0.1"}
	c := &cobra.Command{
		Use: "servers SCENARIO", Short: "Serve a scenario's services over TCP, for any client.",
		Long: "Serve a scenario's services over TCP, for any client, until Ctrl-C. A scenario's parameters are flags: " +
			`"overlap servers fanout --help" names those of fanout.`,
		Example: "overlap servers fanout --db 1s\noverlap servers pool --port-offset 1000",
	}
	grouped(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&option{kind: "HOST", allowed: "an IP address of this machine, such as 127.0.0.1, or localhost", shell: cobra.ShellCompDirectiveNoFileComp,
			set: func(text string) bool {
				_, err := netip.ParseAddr(text)
				o.Addr = text
				return err == nil || text == "localhost"
			}}, "addr", "Address to listen on (default 127.0.0.1).")
		number(f, &o.PortOffset, "port-offset", -65535, 65535, "Added to every port (default 0).")
		seed(f, &o.Seed)
	})
	var serving []*scenarios.Scenario
	for _, s := range e.scenarios {
		if len(s.New().Services()) > 0 {
			serving = append(serving, s)
		}
	}
	return e.forScenarios(c, serving, func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = examples(c.Name(), in)
		return func() error { return e.runServers(in, o) }
	})
}

const (
	connections = 4096             // accepted at once over all services; more wait in the backlog
	idle        = 30 * time.Second // that a client may keep a read or a write waiting
	grace       = 5 * time.Second  // for requests under way when Ctrl-C comes
)

// runServers serves a scenario's services until Ctrl-C, then lets what is under way finish.
func (e *environment) runServers(in *scenarios.Instance, o serversOptions) error {
	if err := o.check(in); err != nil {
		return err
	}
	e.warn(o.Addr)
	l := engine.NewLoop(engine.Config{
		Clock: engine.NewMonotonic(), Seed: o.Seed, Untraced: true,
		Limits: engine.Limits{Tasks: math.MaxInt32}, // a connection makes a task: servers must not run out of them
	})
	defer l.Close()
	engine.Attach[network.Network](l, tcp.New(l, tcp.Options{
		Host: o.Addr, Fixed: true, Offset: o.PortOffset, Connections: connections, Idle: idle,
	}))
	stop := e.stopLot(l)
	l.Main("servers", func(t *engine.Task) error {
		if err := in.Listen(t); err != nil {
			return o.cannot(in, network.Servers(l), err)
		}
		for _, s := range network.Servers(l) {
			io.WriteString(e.stdout, "listening "+s.Address().Name+" "+s.Endpoint()+"\n")
		}
		return e.serve(t, stop)
	})
	return l.Run()
}

// serve waits for Ctrl-C and drains.
func (e *environment) serve(t *engine.Task, stop *engine.Lot) error {
	if e.ctx.Err() == nil {
		if err := stop.Park(t); err != nil {
			return err
		}
	}
	err := network.Drain(t, grace, network.Servers(t.Loop())...)
	if errors.Is(err, engine.ErrDeadline) {
		io.WriteString(e.stderr, "overlap: requests still under way after "+grace.String()+" were cut off\n")
		return nil
	}
	return err
}

// stopLot returns a place to wait for Ctrl-C.
func (e *environment) stopLot(l *engine.Loop) *engine.Lot {
	lot := l.NewLot(trace.WhyEvent, "Ctrl-C", 0)
	release := l.Hold()
	go func() {
		<-e.ctx.Done()
		l.Post(func() {
			release()
			lot.WakeAll()
		})
	}()
	return lot
}

// check refuses an offset that leaves a service without a port.
func (o *serversOptions) check(in *scenarios.Instance) error {
	low, high := 1<<16, 0
	for _, s := range in.Services() {
		low, high = min(low, s.At.Port), max(high, s.At.Port)
	}
	if p := o.PortOffset; low+p < 1 || high+p > 65535 {
		return &scenarios.Error{Name: "port-offset", Value: strconv.Itoa(p),
			Allowed: "a whole number from " + strconv.Itoa(1-low) + " to " + strconv.Itoa(65535-high) + ", so that all ports exist"}
	}
	return nil
}

// cannot says which service could not listen: the first that does not stand.
func (o *serversOptions) cannot(in *scenarios.Instance, standing []*network.Server, err error) error {
	at := in.Services()[len(standing)].At
	return cannotListen(at.Name, net.JoinHostPort(o.Addr, strconv.Itoa(at.Port+o.PortOffset)), err)
}
