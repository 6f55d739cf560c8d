package main

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"syscall"

	"github.com/spf13/cobra"

	"overlap"
	"overlap/engine/network"
	"overlap/site"
)

func (e *environment) serveCommand() *cobra.Command {
	o := siteOptions{Addr: "127.0.0.1:8080"}
	c := &cobra.Command{
		Use: "serve", Short: "Serve the site.", Long: "Serve the site until Ctrl-C.",
		Example: "overlap serve\noverlap serve --addr 127.0.0.1:9999",
		RunE:    func(*cobra.Command, []string) error { return e.serveSite(o) },
	}
	hostPortVar(c.Flags(), &o.Addr, "addr", "Where to listen (default "+o.Addr+").")
	folderVar(c.Flags(), &o.Folder, "site", "Serve a folder that tools/build wrote (default the site in this program).")
	declareLog(c.Flags(), &o.Log, "request")
	o.Monitor.declare(c.Flags())
	return c
}

// siteOptions are the flags of serve.
type siteOptions struct {
	Addr, Folder, Log string
	Monitor           monitorOptions
}

// serveSite serves the site, from a folder or from this program.
func (e *environment) serveSite(o siteOptions) error {
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil {
		return err
	}
	pages, err := pagesOf(o.Folder)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return cannotListen("the site", o.Addr, err)
	}
	e.warnIfReachable(host)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	logger := newLog(e.stderr, o.Log)
	s := site.NewServer(net.JoinHostPort(host, port), pages, slog.NewLogLogger(logger.Handler(), slog.LevelWarn))
	m := newMonitor(draining(e.ctx, func() error { return site.Check(pages) }))
	s.Handler = logRequests(logger, s.Handler)
	if o.Monitor.Addr != "" {
		s.Handler = m.measure(s.Handler)
	}
	unmonitor, err := m.start(e, o.Monitor)
	if err != nil {
		l.Close()
		return err
	}
	defer unmonitor()
	shown := host
	if shown == "" {
		shown = "127.0.0.1"
	}
	io.WriteString(e.stdout, "serving http://"+net.JoinHostPort(shown, port)+"/\n")
	cut, err := site.Serve(e.ctx, s, l, e.sayDraining)
	e.sayCutOff(cut)
	return err
}

func pagesOf(folder string) (fs.FS, error) {
	pages, err := fs.Sub(overlap.Dist, "dist")
	if folder != "" {
		pages, err = site.Folder(folder)
	}
	if err != nil {
		return nil, err
	}
	return pages, site.Check(pages)
}

// warnIfReachable warns when other machines can connect to a host's address.
func (e *environment) warnIfReachable(host string) {
	if !isLoopback(host) {
		io.WriteString(e.stderr, "overlap: listening on "+quote(host)+": other machines can connect\n")
	}
}

// cannotListen returns the error for an address that could not be listened on.
func cannotListen(what, at string, err error) error {
	if errors.Is(err, network.ErrInUse) || errors.Is(err, syscall.EADDRINUSE) {
		return errors.New("cannot listen for " + what + " on " + at + ": another program does; stop it or choose another port")
	}
	return errors.New("cannot listen for " + what + " on " + at + ": " + err.Error())
}
