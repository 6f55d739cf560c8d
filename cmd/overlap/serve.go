package main

import (
	"io"
	"io/fs"
	"log"
	"net"
	"os"

	"overlap"
	"overlap/site"
)

type serveCommand struct {
	Addr string `help:"Where to listen." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Site string `help:"Serve a folder that tools/build wrote instead of the site in this program." placeholder:"DIR"`
}

// Run serves the site until Ctrl-C.
func (c *serveCommand) Run(e *environment) error {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil || port == "" {
		return &usageError{"--addr: " + quote(c.Addr) + " is not allowed: a host and a port, such as 127.0.0.1:8080"}
	}
	pages, err := c.pages()
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return cannotListen("the site", c.Addr, err)
	}
	e.warn(host)
	_, port, _ = net.SplitHostPort(l.Addr().String())
	s := site.NewServer(net.JoinHostPort(host, port), pages, log.New(e.stderr, "overlap: ", 0))
	shown := host
	if shown == "" {
		shown = "127.0.0.1"
	}
	io.WriteString(e.stdout, "serving http://"+net.JoinHostPort(shown, port)+"/\n")
	return site.Serve(e.ctx, s, l)
}

func (c *serveCommand) pages() (fs.FS, error) {
	pages, err := fs.Sub(overlap.Dist, "dist")
	if c.Site != "" {
		pages, err = os.DirFS(c.Site), nil
	}
	if err != nil {
		return nil, err
	}
	return pages, site.Check(pages)
}
