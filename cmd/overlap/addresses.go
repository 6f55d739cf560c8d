package main

import (
	"errors"
	"net"
	"net/netip"
	"syscall"

	"overlap/engine/network"
)

// isHere reports whether an address names no interface, or one that there is.
func isHere(ip netip.Addr) bool {
	if ip.Zone() == "" {
		return true
	}
	_, err := net.InterfaceByName(ip.Zone())
	return err == nil
}

// reachable returns the host by which this machine reaches what listens on a host: of all addresses, that of loopback.
func reachable(host string) string {
	switch ip, err := netip.ParseAddr(host); {
	case host == "", err == nil && ip.IsUnspecified() && ip.Is4():
		return "127.0.0.1"
	case err == nil && ip.IsUnspecified():
		return "::1"
	}
	return host
}

// warnIfReachable warns when other machines can connect to a host's address.
func (e *environment) warnIfReachable(host string) {
	switch ip, err := netip.ParseAddr(host); {
	case isLoopback(host):
	case host == "", err == nil && ip.IsUnspecified():
		e.complain("overlap: listening on every address of this machine: others can connect")
	default:
		e.complain("overlap: listening on " + host + ": other machines can connect")
	}
}

func inUse(err error) bool {
	return errors.Is(err, network.ErrInUse) || errors.Is(err, syscall.EADDRINUSE)
}

// cannotListen returns the error for an address that could not be listened on. flag is what chooses another.
func cannotListen(what, at, flag string, err error) error {
	why := err.Error()
	var number syscall.Errno
	switch {
	case inUse(err):
		why = "another program does; stop it, or choose another port with " + flag
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		why = "this machine has no such address"
	case errors.Is(err, syscall.EACCES):
		why = "the system does not allow it; choose another port with " + flag
	case errors.As(err, &number):
		why = number.Error()
	}
	return errors.New("cannot listen for " + what + " on " + at + ": " + why)
}
