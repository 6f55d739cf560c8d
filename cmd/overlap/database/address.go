package database

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// kind is a sort of database.
type kind uint8

const (
	redisKind kind = iota
	postgres
)

// String returns the name that people know.
func (k kind) String() string {
	if k == postgres {
		return "PostgreSQL"
	}
	return "Redis"
}

// Address says where a database is, and how to log in. Nothing that is printed or recorded has the login.
type Address struct {
	kind   kind
	text   string // as it was given, with the login
	host   string // with the port
	secret []string
}

// schemes are the beginnings of addresses.
var schemes = map[string]kind{"redis": redisKind, "rediss": redisKind, "postgres": postgres, "postgresql": postgres}

// Allowed says what ParseAddress takes.
const Allowed = "the address of a database, such as redis://127.0.0.1:6379 or postgres://user@127.0.0.1:5432/name, with a port from 1 to 65535"

// ParseAddress reads an address such as "redis://127.0.0.1:6379/0" or "postgres://user:password@db.example/name". ok is false for
// a text that is none.
func ParseAddress(text string) (at Address, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return at, false
	}
	kind, known := schemes[u.Scheme]
	at = Address{kind: kind, text: text, host: u.Host}
	if u.Port() == "" {
		at.host = net.JoinHostPort(u.Hostname(), map[bool]string{true: "5432", false: "6379"}[kind == postgres])
	} else if n, err := strconv.ParseUint(u.Port(), 10, 16); err != nil || n == 0 {
		return at, false
	}
	password, _ := u.User.Password()
	for _, secret := range []string{password, url.QueryEscape(password), u.Query().Get("password")} {
		if secret != "" {
			at.secret = append(at.secret, secret)
		}
	}
	return at, known
}

// IsAddress reports whether a text is meant as an address.
func IsAddress(text string) bool { return strings.Contains(text, "://") }

// String names the database without a login: "Redis at 127.0.0.1:6379".
func (a Address) String() string { return a.kind.String() + " at " + a.host }

// strange reports whether a library's error says that it has not understood an answer.
func strange(text string) bool {
	return slices.ContainsFunc([]string{"redis: can't parse", "redis: invalid", "failed to receive message: invalid"}, func(s string) bool { return strings.Contains(text, s) })
}

// explain returns an error as a client may hear it, within so much time: without the login, and without the library's words
// where there are better ones.
func (a Address) explain(err error, within time.Duration) error {
	var refused *pgconn.PgError
	var waited net.Error
	var unknown *net.DNSError
	var number syscall.Errno
	why := ""
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &waited) && waited.Timeout():
		why = "no answer within " + within.String()
	case errors.Is(err, syscall.ECONNREFUSED):
		why = "connection refused: nobody listens"
	case errors.As(err, &refused) && strings.HasPrefix(refused.Code, "28"): // invalid authorization specification
		why = "it does not accept the user or the password"
	case errors.As(err, &refused):
		why = refused.Message
	case errors.As(err, &unknown):
		why = "there is no such host"
	case errors.As(err, &number):
		why = number.Error()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), strings.HasSuffix(err.Error(), "conn closed"):
		why = "it ended the connection"
	case strange(err.Error()):
		why = "what answers there is no " + a.kind.String()
	default:
		why = err.Error()
		if of := (*pgconn.ConnectError)(nil); errors.As(err, &of) { // a line for each attempt: where, and why
			why = why[strings.LastIndex(why, "): ")+1:]
			why = strings.TrimPrefix(why, ": ")
		}
		why, _, _ = strings.Cut(why, "\n")
	}
	for _, secret := range a.secret {
		why = strings.ReplaceAll(why, secret, "…")
	}
	return errors.New(a.String() + ": " + why)
}
