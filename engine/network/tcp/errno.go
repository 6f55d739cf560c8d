//go:build !js && !windows

package tcp

import (
	"errors"
	"syscall"
)

func wasReset(err error) bool   { return errors.Is(err, syscall.ECONNRESET) }
func wasRefused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
