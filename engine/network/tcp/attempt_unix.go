//go:build unix

package tcp

import "syscall"

// attempts says whether a socket can be asked without waiting.
const attempts = true

// attempt makes a call of read(2) or write(2) now, on the loop's own goroutine, and reports whether there was
// something to do. What need not wait then costs no goroutine and no turn of the loop, as in memory, and
// succeeds even when its deadline has passed.
func attempt(access func(func(uintptr) bool) error, call func(int, []byte) (int, error), p []byte) (n int, err error, done bool) {
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
	return attempt(raw.Read, syscall.Read, p)
}

func writeNow(raw syscall.RawConn, p []byte) (n int, err error, done bool) {
	return attempt(raw.Write, syscall.Write, p)
}
