//go:build !js && !linux

package tcp

import "net"

// setBacklog leaves the backlog at the system's largest, which is what package net asks for.
func setBacklog(*net.TCPListener, int) error { return nil }
