package site

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// built is a small site, in the form that tools/build writes.
var built = fstest.MapFS{
	"index.html":            {Data: []byte("<h1>home</h1>")},
	"index.html.br":         {Data: []byte("home in brotli")},
	"index.html.gz":         {Data: []byte("home in gzip")},
	"404.html":              {Data: []byte("<h1>not here</h1>")},
	"s/fanout/index.html":   {Data: []byte("<h1>fanout</h1>")},
	"s/fanout/fanout.go":    {Data: []byte("package fanout")},
	"assets/main-aaaa.wasm": {Data: []byte("\x00asm")},
	".gitkeep":              {},
}

// get asks the handler of addr's listener for a path; edit may change the request.
func get(addr, path string, edit func(*http.Request)) *http.Response {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "127.0.0.1:8080"
	if edit != nil {
		edit(r)
	}
	w := httptest.NewRecorder()
	Handler(built, addr).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPaths(t *testing.T) {
	tests := []struct {
		path, kind, cache, holds string
		status                   int
	}{
		{"/", "text/html; charset=utf-8", "no-cache", "home", 200},
		{"/?db=400ms", "text/html; charset=utf-8", "no-cache", "home", 200},
		{"/s/fanout/", "text/html; charset=utf-8", "no-cache", "fanout", 200},
		{"/s/fanout/fanout.go", "text/plain; charset=utf-8", "no-cache", "package fanout", 200},
		{"/assets/main-aaaa.wasm", "application/wasm", "public, max-age=31536000, immutable", "\x00asm", 200},
		{"/s/", "text/html; charset=utf-8", "no-cache", "not here", 404}, // no listing
		{"/assets/", "text/html; charset=utf-8", "no-cache", "not here", 404},
		{"/assets/main-bbbb.wasm", "text/html; charset=utf-8", "no-cache", "not here", 404}, // and is not kept for a year
		{"/s/nothing/", "text/html; charset=utf-8", "no-cache", "not here", 404},
		{"/.gitkeep", "text/html; charset=utf-8", "no-cache", "not here", 404},
		{"/index.html.br", "text/html; charset=utf-8", "no-cache", "not here", 404},
		{"//s/fanout/", "text/html; charset=utf-8", "no-cache", "not here", 404},
		{"/s/../index.html", "text/html; charset=utf-8", "no-cache", "not here", 404},
	}
	for _, tt := range tests {
		r := get("", tt.path, nil)
		if r.StatusCode != tt.status || r.Header.Get("Content-Type") != tt.kind || r.Header.Get("Cache-Control") != tt.cache {
			t.Errorf("%s: %d, %s, %s", tt.path, r.StatusCode, r.Header.Get("Content-Type"), r.Header.Get("Cache-Control"))
		}
		if got := body(t, r); !strings.Contains(got, tt.holds) {
			t.Errorf("%s: %q", tt.path, got)
		}
		if r.Header.Get("Content-Security-Policy") != policy || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: security headers are missing: %v", tt.path, r.Header)
		}
	}
}

func TestFolderWithoutSlash(t *testing.T) {
	r := get("", "/s/fanout?db=400ms", nil)
	if got := r.Header.Get("Location"); r.StatusCode != 308 || got != "./fanout/?db=400ms" {
		t.Errorf("%d, %q", r.StatusCode, got)
	}
}

func TestEncodings(t *testing.T) {
	tests := []struct{ accept, path, coding, holds string }{
		{"", "/", "", "<h1>home"},
		{"gzip, deflate, br, zstd", "/", "br", "brotli"},
		{"gzip;q=1.0, br;q=0", "/", "gzip", "gzip"},
		{"GZIP", "/", "gzip", "gzip"},
		{"*", "/", "br", "brotli"},
		{"br;q=0, *", "/", "gzip", "gzip"},
		{"identity;q=1, *;q=0", "/", "", "<h1>home"},
		{"br;q=nonsense", "/", "", "<h1>home"},
		{"br", "/s/fanout/", "", "fanout"}, // nothing stands beside it
	}
	for _, tt := range tests {
		r := get("", tt.path, func(r *http.Request) { r.Header.Set("Accept-Encoding", tt.accept) })
		if got := r.Header.Get("Content-Encoding"); got != tt.coding || !strings.Contains(body(t, r), tt.holds) {
			t.Errorf("%s accepting %q: encoding %q", tt.path, tt.accept, got)
		}
		if r.Header.Get("Vary") != "Accept-Encoding" || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s accepting %q: %v", tt.path, tt.accept, r.Header)
		}
	}
}

func TestRevalidation(t *testing.T) {
	tag := get("", "/", nil).Header.Get("ETag")
	again := get("", "/", func(r *http.Request) { r.Header.Set("If-None-Match", `"other", W/`+tag) })
	if again.StatusCode != http.StatusNotModified || body(t, again) != "" {
		t.Errorf("unchanged: %d", again.StatusCode)
	}
	packed := get("", "/", func(r *http.Request) {
		r.Header.Set("If-None-Match", tag)
		r.Header.Set("Accept-Encoding", "br")
	})
	if packed.StatusCode != http.StatusOK || packed.Header.Get("ETag") == tag {
		t.Errorf("another encoding has the same tag: %d", packed.StatusCode)
	}
}

func TestRanges(t *testing.T) {
	tag := get("", "/", nil).Header.Get("ETag")
	for _, tt := range []struct {
		asked, ifRange, accept string
		status                 int
		length, holds          string
	}{
		{"bytes=4-7", "", "", 206, "4", "home"},
		{"bytes=-5", "", "", 206, "5", "</h1>"},
		{"bytes=0-3", "", "br", 206, "4", "home"},
		{"bytes=4-7", tag, "", 206, "4", "home"},
		{"bytes=4-7", `"old"`, "", 200, "13", "<h1>home</h1>"},
		{"bytes=99-", "", "", 416, "", "range"},
	} {
		r := get("", "/", func(r *http.Request) {
			r.Header.Set("Range", tt.asked)
			r.Header.Set("If-Range", tt.ifRange)
			r.Header.Set("Accept-Encoding", tt.accept)
		})
		if got := body(t, r); r.StatusCode != tt.status || !strings.Contains(got, tt.holds) || tt.length != "" && r.Header.Get("Content-Length") != tt.length {
			t.Errorf("%s: %d, %q, %v", tt.asked, r.StatusCode, got, r.Header)
		}
	}
}

// A file is read for its tag once, however often it is asked for, and again when it has changed.
func TestTagsAreRemembered(t *testing.T) {
	site := fstest.MapFS{"index.html": {Data: []byte("one"), ModTime: time.Unix(1, 0)}}
	counted := counting{site, new(int)}
	h := Handler(counted, "")
	ask := func(method string) string {
		w, r := httptest.NewRecorder(), httptest.NewRequest(method, "/", nil)
		r.Host = "localhost"
		h.ServeHTTP(w, r)
		return w.Header().Get("ETag")
	}
	first := ask("HEAD")
	*counted.read = 0
	if again := ask("HEAD"); again != first || *counted.read != 0 {
		t.Errorf("the second HEAD has tag %s after %s and read %d bytes", again, first, *counted.read)
	}
	site["index.html"] = &fstest.MapFile{Data: []byte("two"), ModTime: time.Unix(2, 0)}
	if changed := ask("HEAD"); changed == first {
		t.Error("another content has the same tag")
	}
}

// counting counts the bytes read from the files of a file system.
type counting struct {
	fs.FS
	read *int
}

type countedFile struct {
	io.ReadSeeker
	fs.File
	read *int
}

func (c counting) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return countedFile{f.(io.ReadSeeker), f, c.read}, nil
}

func (c countedFile) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	*c.read += n
	return n, err
}

// Links out of the folder are not followed, and a named pipe does not hang who asks for it.
func TestFolder(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{dir + "/index.html": "home", dir + "/real.txt": "inside", outside + "/secret.txt": "secret"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Symlink(outside+"/secret.txt", dir+"/out.txt"), os.Symlink("real.txt", dir+"/in.txt"), pipe(dir+"/pipe.txt")); err != nil {
		t.Skip(err)
	}
	pages, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/in.txt": "inside", "/out.txt": "there is nothing here\n", "/pipe.txt": "there is nothing here\n", "/": "home"} {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", path, nil)
		r.Host = "localhost"
		Handler(pages, "").ServeHTTP(w, r)
		if got := w.Body.String(); got != want {
			t.Errorf("%s: %d %q, want %q", path, w.Code, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	head := get("", "/", func(r *http.Request) { r.Method = "HEAD" })
	if head.StatusCode != 200 || head.Header.Get("Content-Length") != "13" || body(t, head) != "" {
		t.Errorf("HEAD: %d %v", head.StatusCode, head.Header)
	}
	post := get("", "/", func(r *http.Request) { r.Method = "POST" })
	if post.StatusCode != 405 || post.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", post.StatusCode)
	}
}

func TestNotBuilt(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = "localhost"
	Handler(fstest.MapFS{".gitkeep": {}}, "").ServeHTTP(w, r)
	if w.Code != 503 || !strings.Contains(w.Body.String(), "the site is not built: run make") {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

func TestHosts(t *testing.T) {
	tests := []struct {
		told, host string
		ok         bool
	}{
		{"127.0.0.1:8080", "127.0.0.1:8080", true},
		{"127.0.0.1:8080", "localhost:8080", true},
		{"127.0.0.1:8080", "LOCALHOST.:8080", true},
		{"127.0.0.1:8080", "overlap.localhost", true},
		{"127.0.0.1:8080", "[::1]:8080", true},
		{"127.0.0.1:8080", "[::1]", true},
		{"127.0.0.1:8080", "127.8.8.8", true},
		{"127.0.0.1:8080", "evil.example", false},
		{"127.0.0.1:8080", "evil.example:8080", false},
		{"127.0.0.1:8080", "localhost.evil.example", false},
		{"127.0.0.1:8080", "evil-localhost", false},
		{"127.0.0.1:8080", "127.0.0.1.evil.example", false},
		{"127.0.0.1:8080", "192.168.1.5:8080", false},
		{"127.0.0.1:8080", "", false},
		{"", "localhost", true},
		{"", "192.168.1.5", false},
		{"course.example:80", "Course.example", true},
		{"course.example:80", "evil.example", false},
		{"192.168.1.5:80", "192.168.1.5", true},
		{"192.168.1.5:80", "192.168.1.6", false},
		{":8080", "192.168.1.5:8080", true},
		{"0.0.0.0:8080", "192.168.1.5:8080", true},
		{"[::]:8080", "[fe80::1]:8080", true},
		{"0.0.0.0:8080", "evil.example:8080", false},
	}
	for _, tt := range tests {
		r := get(tt.told, "/", func(r *http.Request) { r.Host = tt.host })
		if want := map[bool]int{true: 200, false: 421}[tt.ok]; r.StatusCode != want {
			t.Errorf("listening on %q, asked as %q: %d, not %d", tt.told, tt.host, r.StatusCode, want)
		}
	}
}

// TestNetlify holds the hosted site to the headers that Handler sends.
func TestNetlify(t *testing.T) {
	file, err := os.ReadFile("../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, tail, ok := strings.Cut(string(file), NetlifyMark)
	if !ok || NetlifyMark+tail != Netlify() {
		t.Errorf("netlify.toml differs from site.Rules: go run ./tools/build -headers")
	}
}

// TestOnePlace: two rules that give a path the same header would be sent twice by Netlify and once by Handler.
func TestOnePlace(t *testing.T) {
	for _, path := range []string{"/", "/404.html", "/sw.js", "/s/fanout/", "/s/fanout/fanout.go", "/assets/boot.js", "/embed/fanout/", "/task/fanout/", "/picture/home.png"} {
		seen := map[string]bool{}
		for _, rule := range Rules() {
			for _, h := range rule.Headers {
				if rule.match(path) && seen[h.Name] {
					t.Errorf("%s gets %s twice", path, h.Name)
				}
				seen[h.Name] = seen[h.Name] || rule.match(path)
			}
		}
	}
}
