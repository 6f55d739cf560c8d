package database

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"redis://127.0.0.1":                         "Redis at 127.0.0.1:6379",
		"rediss://user:s3cret@cache.example:7000/2": "Redis at cache.example:7000",
		"postgres://user:s3cret@[::1]/name":         "PostgreSQL at [::1]:5432",
		"postgresql://db.example:1?password=s3cret": "PostgreSQL at db.example:1",

		"redis://127.0.0.1:99999":     "",
		"postgres://127.0.0.1:0/name": "",
		"mysql://127.0.0.1":           "",
		"redis://":                    "",
		"redis:///0":                  "",
		"postgres://a b/":             "",
		"redis://u:p%zz@host/0":       "",
		"60ms":                        "",
	} {
		at, ok := ParseAddress(text)
		if ok != (want != "") || ok && at.String() != want {
			t.Errorf("%s is read as %q, %v; want %q", text, at, ok, want)
		}
	}
}

// No error has the login, whatever the library says.
func TestErrorsHaveNoLogin(t *testing.T) {
	at, _ := ParseAddress("postgres://user:p%40ss%2Fword@127.0.0.1:5432/name")
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("cannot use p@ss/word\nas it is"), "cannot use …"},
		{errors.New("cannot use p%40ss%2Fword"), "cannot use …"},
		{&pgconn.PgError{Code: "28P01", Message: `password authentication failed for user "user"`}, "it does not accept the user or the password"},
		{&pgconn.PgError{Code: "3D000", Message: `database "name" does not exist`}, `database "name" does not exist`},
		{fmt.Errorf("read: %w", context.DeadlineExceeded), "no answer within 5s"},
		{fmt.Errorf("read: %w", os.ErrDeadlineExceeded), "no answer within 5s"},
		{io.EOF, "it ended the connection"},
		{errors.New("conn closed"), "it ended the connection"},
		{errors.New(`redis: can't parse map reply: "HTTP/1.1 400"`), "what answers there is no PostgreSQL"},
	} {
		got := at.explain(c.err, 5*time.Second).Error()
		if got != "PostgreSQL at 127.0.0.1:5432: "+c.want || strings.Contains(got, "ss") && strings.Contains(got, "word@") {
			t.Errorf("%v is told as %q, want %q", c.err, got, c.want)
		}
	}
}
