package main

import (
	"errors"
	"io"
	"net/netip"
	"syscall"

	"overlap/engine/network"
)

// warn says so when others than this machine can connect.
func (e *environment) warn(host string) {
	ip, err := netip.ParseAddr(host)
	if host != "localhost" && (err != nil || !ip.IsLoopback()) {
		io.WriteString(e.stderr, "overlap: listening on "+quote(host)+": other machines can connect\n")
	}
}

// cannotListen says in one line why a port is not ours.
func cannotListen(what, at string, err error) error {
	if errors.Is(err, network.ErrInUse) || errors.Is(err, syscall.EADDRINUSE) {
		return errors.New("cannot listen for " + what + " on " + at + ": another program does; stop it or choose another port")
	}
	return errors.New("cannot listen for " + what + " on " + at + ": " + err.Error())
}
