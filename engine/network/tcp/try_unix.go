//go:build unix && !linux

package tcp

import "syscall"

// canTry says whether readNow and writeNow can ask a socket without waiting.
const canTry = true

// tryNow calls read(2) or write(2) on the loop's own goroutine; done is false when the call would have to wait. A call
// that need not wait costs no goroutine and no turn of the loop, as in memory, and succeeds even after its deadline.
func tryNow(access func(func(uintptr) bool) error, call func(int, []byte) (int, error), p []byte) (n int, err error, done bool) {
	refused := access(func(fd uintptr) bool {
		n, err = call(int(fd), p)
		for err == syscall.EINTR {
			n, err = call(int(fd), p)
		}
		return true
	})
	switch {
	case refused != nil:
		return 0, refused, true
	case err == syscall.EAGAIN:
		return 0, nil, false
	default:
		return max(n, 0), err, true
	}
}

func readNow(raw syscall.RawConn, p []byte) (n int, err error, done bool) {
	return tryNow(raw.Read, syscall.Read, p)
}

func writeNow(raw syscall.RawConn, p []byte) (n int, err error, done bool) {
	return tryNow(raw.Write, syscall.Write, p)
}
