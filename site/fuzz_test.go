package site

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzHandler asks for any path in any way: what is sent is a file of the site, a part of it, or a refusal, and never more.
func FuzzHandler(f *testing.F) {
	for _, seed := range [][5]string{
		{"GET", "/", "br, gzip", "", ""}, {"HEAD", "/s/fanout/", "", "bytes=0-3", ""}, {"GET", "/s/../index.html", "*", "bytes=-1,2-3", "*"},
		{"GET", "/%2e%2e/etc/passwd", "br;q=0", "bytes=9-1", `W/"x"`}, {"POST", "/assets/main-aaaa.wasm", "gzip;q=x", "lines=1", ","},
		{"OPTIONS", "/.gitkeep", "", "", ""}, {"GET", "//evil.example/", ";;,", "bytes=", ""}, {"GET", "/\x00", "br", "bytes=0-99999999999999999999", `"`},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3], seed[4])
	}
	h := Handler(built, "")
	f.Fuzz(func(t *testing.T, method, path, accept, asked, match string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Method, r.URL.Path, r.Host = method, "/"+strings.TrimPrefix(path, "/"), "localhost"
		for name, value := range map[string]string{"Accept-Encoding": accept, "Range": asked, "If-None-Match": match, "If-Match": match, "If-Range": match} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		got := w.Body.Bytes()
		switch w.Code {
		case http.StatusOK:
			if method == http.MethodGet && !isWhole(got) {
				t.Errorf("%q is no file: %q", path, got)
			}
		case http.StatusPartialContent:
			if w.Header().Get("Content-Type") != "" && !strings.HasPrefix(w.Header().Get("Content-Type"), "multipart/") && !isPart(got) {
				t.Errorf("%q is no part of a file: %q", path, got)
			}
		case http.StatusNotModified, http.StatusPreconditionFailed, http.StatusPermanentRedirect, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusRequestedRangeNotSatisfiable:
		default:
			t.Errorf("%s %q: status %d", method, path, w.Code)
		}
		if w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%q: no Content-Security-Policy", path)
		}
		if at := w.Header().Get("Location"); at != "" && !strings.HasPrefix(at, "./") {
			t.Errorf("%q leads to %q", path, at)
		}
	})
}

func isWhole(data []byte) bool {
	return someFile(func(file []byte) bool { return bytes.Equal(file, data) })
}
func isPart(data []byte) bool {
	return someFile(func(file []byte) bool { return bytes.Contains(file, data) })
}

// someFile reports whether a condition holds of a file that may be served.
func someFile(is func([]byte) bool) bool {
	for name, file := range built {
		if fs.ValidPath(name) && !strings.HasPrefix(name, ".") && is(file.Data) {
			return true
		}
	}
	return false
}
