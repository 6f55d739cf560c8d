package site

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkServe compares the handler with net/http's own, from the same folder over loopback: a page, and a program.
func BenchmarkServe(b *testing.B) {
	dir := b.TempDir()
	for name, size := range map[string]int{"index.html": 40 << 10, "main.wasm": 5 << 20} {
		if err := os.WriteFile(filepath.Join(dir, name), bytes.Repeat([]byte("0123456789abcdef"), size/16), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	pages, err := Folder(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range []struct{ name, path string }{{"page", "/"}, {"program", "/main.wasm"}} {
		for _, of := range []struct {
			name    string
			handler http.Handler
		}{{"overlap", Handler(pages, "")}, {"FileServer", http.FileServer(http.Dir(dir))}} {
			b.Run(file.name+"/"+of.name, func(b *testing.B) { fetchAll(b, of.handler, file.path) })
		}
	}
}

// fetchAll asks a handler for a path b.N times, over as many connections as there are processors.
func fetchAll(b *testing.B, h http.Handler, path string) {
	s := httptest.NewServer(h)
	defer s.Close()
	b.RunParallel(func(pb *testing.PB) {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			b.Error(err)
			return
		}
		defer c.Close()
		for in := bufio.NewReaderSize(c, 64<<10); pb.Next(); {
			io.WriteString(c, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
			r, err := http.ReadResponse(in, nil)
			if err == nil && r.StatusCode == http.StatusOK {
				_, err = in.Discard(int(r.ContentLength))
			}
			if err != nil || r.StatusCode != http.StatusOK {
				b.Errorf("%v %v", r, err)
				return
			}
		}
	})
}
