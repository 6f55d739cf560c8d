//go:build unix

package tcp

import "syscall"

// descriptors returns how many files the process may have open at once.
func descriptors() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return int(limit.Cur)
}
