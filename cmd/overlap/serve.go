package main

import (
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/netip"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"overlap"
	"overlap/engine/network"
	"overlap/site"
)

func (e *environment) serveCommand() *cobra.Command {
	addr, site := "127.0.0.1:8080", ""
	c := &cobra.Command{
		Use: "serve", Short: "Serve the site.", Long: "Serve the site until Ctrl-C.",
		Example: "overlap serve\noverlap serve --addr 127.0.0.1:9999",
		RunE:    func(*cobra.Command, []string) error { return e.serveSite(addr, site) },
	}
	hostPortVar(c.Flags(), &addr, "addr", "Where to listen (default "+addr+").")
	folderVar(c.Flags(), &site, "site", "Serve a folder that tools/build wrote (default the site in this program).")
	return c
}

// serveSite serves the site, from a folder or from this program.
func (e *environment) serveSite(addr, folder string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	pages, err := pagesOf(folder)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return cannotListen("the site", addr, err)
	}
	e.warnIfReachable(host)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	s := site.NewServer(net.JoinHostPort(host, port), pages, log.New(e.stderr, "overlap: ", 0))
	shown := host
	if shown == "" {
		shown = "127.0.0.1"
	}
	io.WriteString(e.stdout, "serving http://"+net.JoinHostPort(shown, port)+"/\n")
	return site.Serve(e.ctx, s, l)
}

func pagesOf(folder string) (fs.FS, error) {
	pages, err := fs.Sub(overlap.Dist, "dist")
	if folder != "" {
		pages, err = os.DirFS(folder), nil
	}
	if err != nil {
		return nil, err
	}
	return pages, site.Check(pages)
}

// warnIfReachable warns when other machines can connect to a host's address.
func (e *environment) warnIfReachable(host string) {
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
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
