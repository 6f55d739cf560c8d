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
	addFlags(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&option{kind: "HOST", allowed: "an IP address of this machine, such as 127.0.0.1, or localhost", shell: cobra.ShellCompDirectiveNoFileComp,
			set: func(text string) bool {
				_, err := netip.ParseAddr(text)
				o.Addr = text
				return err == nil || text == "localhost"
			}}, "addr", "Address to listen on (default 127.0.0.1).")
		intVar(f, &o.PortOffset, "port-offset", -65535, 65535, "Added to every port (default 0).")
		seedVar(f, &o.Seed)
	})
	var serving []*scenarios.Scenario
	for _, s := range e.scenarios {
		if len(s.New().Services()) > 0 {
			serving = append(serving, s)
		}
	}
	return e.addScenarioCommands(c, serving, func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = examples(c.Name(), in)
		return func() error { return e.runServers(in, o) }
	})
}

const (
	maxConnections = 4096             // accepted at once over all services; more wait in the backlog
	idleLimit      = 30 * time.Second // for which a client may keep a read or a write waiting
	drainLimit     = 5 * time.Second  // for requests under way when Ctrl-C comes
)

// runServers serves a scenario's services until Ctrl-C, then lets what is under way finish.
func (e *environment) runServers(in *scenarios.Instance, o serversOptions) error {
	if err := o.checkOffset(in); err != nil {
		return err
	}
	e.warnIfReachable(o.Addr)
	l := engine.NewLoop(engine.Config{
		Clock: engine.NewMonotonic(), Seed: o.Seed, Untraced: true,
		Limits: engine.Limits{Tasks: math.MaxInt32}, // every connection is a task, and servers run until they are stopped
	})
	defer l.Close()
	engine.Attach[network.Network](l, tcp.New(l, tcp.Options{
		Host: o.Addr, Fixed: true, Offset: o.PortOffset, Connections: maxConnections, Idle: idleLimit,
	}))
	stop := e.interruptLot(l)
	l.Main("servers", func(t *engine.Task) error {
		if err := in.Listen(t); err != nil {
			return o.listenError(in, network.Servers(l), err)
		}
		for _, s := range network.Servers(l) {
			io.WriteString(e.stdout, "listening "+s.Address().Name+" "+s.Endpoint()+"\n")
		}
		return e.serveUntilInterrupted(t, stop)
	})
	return l.Run()
}

// serveUntilInterrupted waits for Ctrl-C, then lets requests under way finish.
func (e *environment) serveUntilInterrupted(t *engine.Task, stop *engine.Lot) error {
	if e.ctx.Err() == nil {
		if err := stop.Park(t); err != nil {
			return err
		}
	}
	err := network.Drain(t, drainLimit, network.Servers(t.Loop())...)
	if errors.Is(err, engine.ErrDeadline) {
		io.WriteString(e.stderr, "overlap: requests still under way after "+drainLimit.String()+" were cut off\n")
		return nil
	}
	return err
}

// interruptLot returns a lot whose tasks wake when Ctrl-C comes.
func (e *environment) interruptLot(l *engine.Loop) *engine.Lot {
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

// checkOffset refuses an offset that takes a service's port out of range.
func (o *serversOptions) checkOffset(in *scenarios.Instance) error {
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

// listenError returns the error for the service that could not listen: the first after those that do.
func (o *serversOptions) listenError(in *scenarios.Instance, listening []*network.Server, err error) error {
	at := in.Services()[len(listening)].At
	return cannotListen(at.Name, net.JoinHostPort(o.Addr, strconv.Itoa(at.Port+o.PortOffset)), err)
}
