package main

import (
	"context"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine/network/tcp"
)

// monitorOptions are the flags of a server's second address, for those who run it.
type monitorOptions struct {
	Addr  string
	Pprof bool
}

func (o *monitorOptions) declare(f *pflag.FlagSet) {
	f.Var(&option{kind: "HOST:PORT", allowed: "an address of this machine and a port, such as 127.0.0.1:9100", shell: cobra.ShellCompDirectiveNoFileComp,
		set: func(text string) bool {
			o.Addr = text
			host, port, err := net.SplitHostPort(text)
			_, wrong := strconv.ParseUint(port, 10, 16)
			ip, name := netip.ParseAddr(host)
			return err == nil && wrong == nil && (isLoopback(host) || name == nil && isHere(ip))
		}}, "monitor", "Answer /metrics, for Prometheus, and /healthz at this address (default nowhere).")
	f.BoolVar(&o.Pprof, "pprof", false, "Answer /debug/pprof there, too, where only this machine can ask.")
}

// isLoopback reports whether only this machine can connect to a host's address.
func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// monitor answers those who run a server.
type monitor struct {
	*prometheus.Registry
	healthy func() error
	server  *http.Server
}

// newMonitor returns a monitor that knows of the process; healthy says what is wrong with the server, and is asked by many
// goroutines at once.
func newMonitor(healthy func() error) *monitor {
	m := &monitor{Registry: prometheus.NewRegistry(), healthy: healthy}
	m.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// start answers at the address of the options, if they have one, until stop is called, and prints where.
func (m *monitor) start(e *environment, o monitorOptions) (stop func(), err error) {
	if o.Addr == "" {
		if o.Pprof {
			return nil, &usageError{"--pprof needs an address: give --monitor as well, such as --monitor 127.0.0.1:9100"}
		}
		return func() {}, nil
	}
	host, _, _ := net.SplitHostPort(o.Addr)
	if o.Pprof && !isLoopback(host) {
		return nil, &usageError{"--pprof is for this machine alone: give --monitor a loopback address, such as 127.0.0.1:9100"}
	}
	l, err := net.Listen(tcp.Family(host), o.Addr)
	if err != nil {
		return nil, cannotListen("the monitor", o.Addr, "--monitor HOST:PORT", err)
	}
	m.server = &http.Server{Handler: m.routes(o.Pprof), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	go m.server.Serve(l)
	e.warnIfReachable("the monitor listens", host)
	return func() { m.server.Close() }, e.print("monitor http://" + l.Addr().String() + "/metrics\n")
}

func (m *monitor) routes(profiles bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.Registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 5 * time.Second}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if err := m.healthy(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte("ok\n"))
	})
	if profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	return mux
}

// draining returns a check of health that fails from the first Ctrl-C on: whoever sends requests should send them elsewhere.
func draining(ctx context.Context, also func() error) func() error {
	return func() error {
		if ctx.Err() != nil {
			return errDraining
		}
		return also()
	}
}
