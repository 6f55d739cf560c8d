package main

import (
	"errors"
	"net"
	"net/netip"
	"strings"
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

// isHost reports whether a text can be the address or the name of a host.
func isHost(text string) bool {
	if _, err := netip.ParseAddr(text); err == nil {
		return true
	}
	odd := func(r rune) bool {
		return r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	return text != "" && len(text) < 254 && !strings.ContainsFunc(text, odd) && !strings.Contains("."+text, "..")
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

// warnIfReachable warns when other machines can connect to a host's address. what is the warning's beginning, such as "the monitor
// listens".
func (e *environment) warnIfReachable(what, host string) {
	switch ip, err := netip.ParseAddr(host); {
	case isLoopback(host):
	case host == "", err == nil && ip.IsUnspecified():
		e.complain("overlap: " + what + " on every address of this machine: others can connect")
	default:
		e.complain("overlap: " + what + " on " + host + ": other machines can connect")
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
