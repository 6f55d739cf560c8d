package store

import (
	"errors"
	"strconv"
)

// What can go wrong, for errors.Is. The message of an error that carries one of these names the file
// and says what can be done about it, so that it can be shown as it is.
var (
	ErrNotFound = errors.New("store: not found")
	ErrExists   = errors.New("store: exists already")
	ErrName     = errors.New("store: bad name")
	ErrDamaged  = errors.New("store: damaged")
	ErrNewer    = errors.New("store: written by a newer version")
	ErrFull     = errors.New("store: full")
)

// faultError is a message for the user, one of the errors above, and where there is one its cause.
type faultError struct {
	message string
	class   error
	cause   error
}

func (f *faultError) Error() string {
	if f.cause == nil {
		return "store: " + f.message
	}
	return "store: " + f.message + ": " + f.cause.Error()
}

func (f *faultError) Unwrap() []error {
	var wrapped []error
	for _, err := range []error{f.class, f.cause} {
		if err != nil {
			wrapped = append(wrapped, err)
		}
	}
	return wrapped
}

func fault(class error, message string) error { return &faultError{message: message, class: class} }

func damaged(key Key, how string) error {
	return fault(ErrDamaged, key.String()+" is damaged ("+how+"); delete it or import a backup")
}

// storageFault reports that the storage refused something. The one refusal with a remedy of its own is
// a full disk, or in the page the quota.
func storageFault(key Key, what string, err error) error {
	if noSpace(err) {
		return &faultError{key.String() + " " + what + ", there is no space left; delete what is no longer needed", ErrFull, err}
	}
	return &faultError{message: key.String() + " " + what, cause: err}
}

// bytes writes a size for a message: "1048576 bytes". Not "1 MiB": next to a limit the number that
// was exceeded by one must look different from it.
func bytes(n int) string { return strconv.Itoa(n) + " bytes" }
