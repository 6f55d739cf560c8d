//go:build unix

package tcp

import "syscall"

// descriptorLimit returns how many files the process may have open at once, 0 when the system does not say.
func descriptorLimit() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return int(limit.Cur)
}
