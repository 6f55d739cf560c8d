//go:build !js && !unix

package tcp

import "syscall"

// canTry is false: this system's sockets cannot be asked without waiting, so that every read and write takes a goroutine.
const canTry = false

func readNow(syscall.RawConn, []byte) (n int, err error, done bool)  { return 0, nil, false }
func writeNow(syscall.RawConn, []byte) (n int, err error, done bool) { return 0, nil, false }
