package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"net"

	"github.com/spf13/cobra"

	"overlap"
	"overlap/engine/network/tcp"
	"overlap/site"
	"overlap/site/stream"
)

func (e *environment) serveCommand() *cobra.Command {
	o := siteOptions{Addr: usualAddr, Databases: map[string]addresses{}}
	c := &cobra.Command{
		Use: "serve", Short: "Serve the site.",
		Long: "Serve the site until Ctrl-C. Its pages also run scenarios on this machine: choose Real above a picture, or Both to see the model behind it. " +
			"Where another program listens on the usual port, it takes a free one and says which.",
		Example: "overlap serve\noverlap serve --addr 127.0.0.1:9999\noverlap serve --cache redis://127.0.0.1 --db postgres://user@127.0.0.1/name",
		RunE: func(*cobra.Command, []string) error {
			pages, err := pagesOf("site", o.Folder)
			if err != nil {
				return err
			}
			return e.serveSite(o, pages, "")
		},
	}
	hostPortVar(c.Flags(), &o.Addr, "addr", "Where to listen (default "+o.Addr+").")
	folderVar(c.Flags(), &o.Folder, "site", "Serve a folder that tools/build wrote (default the site in this program).")
	e.declareBackends(c.Flags(), o.Databases)
	declareLog(c.Flags(), &o.Log, "request")
	o.Monitor.declare(c.Flags())
	return c
}

// usualAddr is where serve listens unless a flag says otherwise. No scenario's servers have that port.
const usualAddr = "127.0.0.1:8765"

// siteOptions are the flags of serve.
type siteOptions struct {
	Addr, Folder, Log string
	Monitor           monitorOptions
	Databases         map[string]addresses // that real runs ask, by the scenarios' IDs
}

// serveSite serves pages, and says where: at a path below its root.
func (e *environment) serveSite(o siteOptions, pages fs.FS, path string) error {
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil {
		return err
	}
	l, err := net.Listen(tcp.Family(host), o.Addr)
	if inUse(err) && o.Addr == usualAddr {
		l, err = net.Listen(tcp.Family(host), net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return cannotListen("the site", o.Addr, "--addr HOST:PORT", err)
	}
	e.warnIfReachable("listening", host)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	logger := newLog(e.stderr, o.Log)
	s := site.NewServer(net.JoinHostPort(host, port), pages, slog.NewLogLogger(logger.Handler(), slog.LevelWarn))
	m := newMonitor(draining(e.ctx, func() error { return site.Check(pages) }))
	s.Handler = logRequests(logger, stream.New(e.ctx, e.scenarios).With(e.backends(o.Databases)).Beside(s.Handler, s.Addr))
	if o.Monitor.Addr != "" {
		s.Handler = m.measure(s.Handler)
	}
	unmonitor, err := m.start(e, o.Monitor)
	if err != nil {
		l.Close()
		return err
	}
	defer unmonitor()
	if err := e.print("serving http://" + net.JoinHostPort(reachable(host), port) + "/" + path + "\n"); err != nil {
		l.Close()
		return err
	}
	cut, err := site.Serve(e.ctx, s, l, e.sayDraining)
	e.sayCutOff(cut)
	return err
}

// pagesOf returns the site in the folder that a flag names, that in this program when none is named.
func pagesOf(flag, folder string) (fs.FS, error) {
	if folder == "" {
		pages, err := fs.Sub(overlap.Dist, "dist")
		if err == nil && site.Check(pages) != nil {
			err = errors.New("this program was built without the site: run make overlap in a checkout, or name a folder with --" + flag)
		}
		return pages, err
	}
	pages, err := site.Folder(folder)
	if err == nil {
		err = site.Check(pages)
	}
	if err != nil {
		return nil, errors.New("there is no site in " + folder + ": tools/build writes one")
	}
	return pages, nil
}
