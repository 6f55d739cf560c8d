package main

import (
	"errors"
	"io"
	"math"
	"net/netip"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

// serversOptions are the flags of servers that every scenario has.
type serversOptions struct {
	Addr        string
	PortOffset  int
	Seed        uint64
	Connections int
	PerAddress  int
	Log         string
	Monitor     monitorOptions
	roles
}

func (e *environment) serversCommand() *cobra.Command {
	o := serversOptions{Addr: "127.0.0.1"}
	c := &cobra.Command{
		Use: "servers SCENARIO", Short: "Serve a scenario's services over TCP, for any client.",
		Long: "Serve a scenario's services over TCP, for any client, until Ctrl-C. A scenario's parameters are flags: " +
			`"overlap servers fanout --help" names those of fanout.`,
		Example: "overlap servers fanout --db 1s\noverlap servers pool --port-offset 1000\n" +
			"# its parts on machines of their own\noverlap servers fanout --only cache,db --addr 0.0.0.0 --advertise db.example\n" +
			"overlap servers fanout --connect cache=db.example:9001,db=db.example:9002\n" +
			"# a client, in another terminal\nbash -c 'exec 3<>/dev/tcp/127.0.0.1/9002; echo GET user:2 >&3; head -1 <&3'",
	}
	addFlags(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&option{kind: "HOST", allowed: "an IP address of this machine, such as 127.0.0.1, or localhost", shell: cobra.ShellCompDirectiveNoFileComp,
			set: func(text string) bool {
				ip, err := netip.ParseAddr(text)
				o.Addr = text
				return err == nil && isHere(ip) || text == "localhost"
			}}, "addr", "Address to listen on (default 127.0.0.1).")
		f.Var(&option{kind: "HOST", allowed: "a host by which other machines reach this one, such as db.example", shell: cobra.ShellCompDirectiveNoFileComp,
			set: func(text string) bool { o.Advertise = text; return isHost(text) }},
			"advertise", "Host by which other machines reach this one: what to give their --connect is printed (default nothing is).")
		intVar(f, &o.PortOffset, "port-offset", -mostPort, mostPort, "Added to every port (default 0).")
		seedVar(f, &o.Seed)
		intVar(f, &o.Connections, "max-connections", 1, 1<<20, "Connections of a service at once, others wait (default 16384, or what open files allow).")
		intVar(f, &o.PerAddress, "max-per-address", 1, 1<<20, "Connections of a service from one address, others are reset (default no bound on loopback, elsewhere 1024).")
		declareLog(f, &o.Log, "connection")
		o.Monitor.declare(f)
	})
	var serving []*scenarios.Scenario
	for _, s := range e.below(c.Name()) {
		if len(s.New().Services()) > 0 {
			serving = append(serving, s)
		}
	}
	return e.addScenarioCommands(c, serving, func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = examples(c.Name(), in)
		o.roles.declare(sub, in)
		declareFaults(sub, in)
		return func() error { return e.runServers(in, o) }
	})
}

const (
	idleLimit     = 30 * time.Second // for which a client may keep a read or a write waiting
	requestLimit  = 10 * time.Second // from a request's first byte to its last
	lifetimeLimit = 10 * time.Minute // of a connection
	drainLimit    = 5 * time.Second  // for requests under way when Ctrl-C comes
	noticeAfter   = time.Second      // from Ctrl-C until those who wait are told why
	perAddress    = 1024             // connections of a service from another machine
)

// runServers serves a scenario's services until Ctrl-C, then lets what is under way finish.
func (e *environment) runServers(in *scenarios.Instance, o serversOptions) error {
	services, err := o.services(in)
	if err != nil {
		return err
	}
	if err := errors.Join(o.checkOffset(services), o.setBounds(len(services))); err != nil {
		return err
	}
	dbs, release, err := e.openDatabases(in, o.Databases)
	if err != nil {
		return err
	}
	defer release()
	l := engine.NewLoop(engine.Config{
		Clock: engine.NewMonotonic(), Seed: o.Seed, Untraced: true,
		Limits: engine.Limits{Tasks: math.MaxInt32}, // every connection is a task, and servers run until they are stopped
	})
	defer l.Close()
	log, metrics := newLog(e.stderr, o.Log), newServedMetrics(l)
	engine.Attach(l, in.Network(l, tcp.New(l, tcp.Options{
		Host: o.Addr, Fixed: true, Offset: o.PortOffset, Idle: idleLimit, Elsewhere: o.Connect, Longest: lifetimeLimit,
		Connections: o.Connections, PerAddress: o.PerAddress, Lifetime: lifetimeLimit, Calls: tcp.CallsBeside(o.Connections, len(services)),
		Warn: func(text string, at network.Address, about ...any) {
			metrics.bounds.WithLabelValues(at.Name, text).Inc()
			log.Warn(text, append([]any{"service", at.Name}, about...)...)
		},
	})))
	scenarios.AttachDatabases(l, dbs.forRuns())
	m := newMonitor(draining(e.ctx, func() error { return askLoop(l, func() {}) }))
	m.MustRegister(metrics)
	stop := e.interruptLot(l)
	l.Main("servers", func(t *engine.Task) error {
		if err := in.Listen(t, services); err != nil {
			return o.listenError(services[len(network.Servers(l))], err) // the first after those that listen
		}
		unmonitor, err := m.start(e, o.Monitor)
		if err != nil {
			return err
		}
		defer unmonitor()
		e.warnIfReachable("listening", o.Addr)
		for _, s := range network.Servers(l) {
			s.Bound(requestLimit)
			s.Observe(func(served network.Served) {
				metrics.took.WithLabelValues(s.Address().Name).Observe(served.Took.Seconds())
				logServed(log, s.Address(), served)
			})
		}
		if err := e.print(o.listening(network.Servers(l), services) + dbs.lines(in) + o.advertised(services)); err != nil {
			return err
		}
		return e.serveUntilInterrupted(t, stop)
	})
	return l.Run()
}

// listening returns a line for each service that is served: where, and what to send.
func (o *serversOptions) listening(servers []*network.Server, services []scenarios.Service) (text string) {
	for i, s := range services {
		text += "listening " + s.At.Name + " " + servers[i].Endpoint() + "  " + sample(s, o.at(reachable(o.Addr), s)) + "\n"
	}
	return text
}

// advertised returns the line that tells other processes how to reach the services served here, "" without --advertise.
func (o *serversOptions) advertised(services []scenarios.Service) string {
	if o.Advertise == "" {
		return ""
	}
	var list []string
	for _, s := range services {
		list = append(list, s.At.Name+"="+o.at(o.Advertise, s))
	}
	return "reached by --connect " + strings.Join(list, ",") + "\n"
}

// sample says what a client may send to a service that is reached at an address.
func sample(s scenarios.Service, at string) string {
	switch {
	case s.Sample == "":
		return "sends as soon as a client connects"
	case s.Sample[0] == '/':
		return "open http://" + at + s.Sample
	}
	return "send a line: " + s.Sample
}

// serveUntilInterrupted waits for Ctrl-C, then lets requests under way finish.
func (e *environment) serveUntilInterrupted(t *engine.Task, stop *engine.Lot) error {
	if e.ctx.Err() == nil {
		if err := stop.Park(t); err != nil {
			return err
		}
	}
	list, cut := network.Servers(t.Loop()), 0
	notice := t.Go("notice", func(t *engine.Task) error {
		t.Daemon()
		if err := t.Sleep(noticeAfter); err != nil {
			return err
		}
		underWay := 0
		for _, s := range list {
			underWay += s.UnderWay()
		}
		e.sayDraining(underWay)
		return nil
	})
	defer notice.Cancel("all are answered")
	err := network.Drain(t, drainLimit, list...)
	for _, s := range list {
		cut += s.Stats().Cut
	}
	if !errors.Is(err, engine.ErrDeadline) {
		return err
	}
	e.sayCutOff(cut)
	return nil
}

// sayDraining says what a stop waits for, and how not to wait.
func (e *environment) sayDraining(underWay int) {
	if underWay > 0 {
		io.WriteString(e.stderr, "overlap: "+quantity.Plural(underWay, "request")+" under way, for "+drainLimit.String()+" at most; Ctrl-C again ends at once\n")
	}
}

// sayCutOff says how many requests a stop did not wait for.
func (e *environment) sayCutOff(n int) {
	if n > 0 {
		io.WriteString(e.stderr, "overlap: cut off "+quantity.Plural(n, "request")+" still under way after "+drainLimit.String()+"\n")
	}
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
