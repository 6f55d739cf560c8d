//go:build !unix

package site

import "errors"

// pipe makes no named pipe: this system has none in folders.
func pipe(string) error { return errors.ErrUnsupported }
