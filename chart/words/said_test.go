package words

import "testing"

func TestSaid(t *testing.T) {
	for text, want := range map[string]string{
		"cancelled: timeout of 2.5s":                         "cancelled: timeout of 2.5 s",
		"s: timeout of 1m30s":                                "s: timeout of 1 min 30 s",
		"async: timed out after 1500ms":                      "timed out after 1.5 s",
		"engine: stopped at the limit of 2000000 records":    "stopped at the limit of 2,000,000 records",
		"too many records in the file: 700000 more left out": "too many records in the file: 700,000 more left out",
		"timeout of the user's own":                          "timeout of the user's own",
		"ConnectionResetError: [Errno 10054] after 2.5s":     "ConnectionResetError: [Errno 10054] after 2.5s",
		"EOF":                               "the connection ended",
		"2 errors: unexpected EOF; a: EOF":  "2 errors: the connection ended too soon; a: the connection ended",
		"EOFError: EOF when reading a line": "EOFError: EOF when reading a line",
		"":                                  "",
	} {
		if got := Said(text); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}
