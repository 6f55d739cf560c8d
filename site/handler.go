package site

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"syscall"
)

// ErrNotBuilt is a site without pages.
var ErrNotBuilt = errors.New("site: the site is not built: run make")

// Check returns ErrNotBuilt when fsys does not hold the pages that tools/build writes.
func Check(fsys fs.FS) error {
	if _, err := fs.Stat(fsys, "index.html"); err != nil {
		return ErrNotBuilt
	}
	return nil
}

// Handler serves the pages in fsys to requests whose host is a loopback name or the host of addr, the address that the
// server listens on ("host:port"; "" for loopback alone). It answers GET and HEAD, sends the compressed file beside a plain
// one to clients that accept it, and lists no folders. While fsys holds no pages, every answer has status 503.
func Handler(fsys fs.FS, addr string) http.Handler {
	return Guard(addr, files{fsys, Rules(), newTags()})
}

type files struct {
	fsys  fs.FS
	rules []Rule
	tags  *tags
}

func (f files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.setHeaders(w.Header(), r.URL.Path)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	name, folder := locate(r.URL.Path)
	switch err := f.send(w, r, name); {
	case err == nil:
	case !folder && f.isFolder(name):
		redirect(w, r)
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		setCache(w.Header(), revalidate)
		http.Error(w, "too many files are open", http.StatusServiceUnavailable)
	case Check(f.fsys) != nil:
		http.Error(w, ErrNotBuilt.Error(), http.StatusServiceUnavailable)
	default:
		setCache(w.Header(), revalidate)
		f.sendMissing(w, r)
	}
}

// setHeaders sets the headers that the rules give to a path.
func (f files) setHeaders(h http.Header, path string) {
	for _, rule := range f.rules {
		if rule.match(path) {
			for _, x := range rule.Headers {
				h.Set(x.Name, x.Value)
			}
		}
	}
	if h.Get("Content-Security-Policy") == "" { // of no file that the build writes
		h.Set("Content-Security-Policy", policy)
		setCache(h, revalidate)
	}
}

func setCache(h http.Header, value string) { h.Set("Cache-Control", value) }

// locate returns the file that a URL's path means, "" when it can mean none; folder says that it is a folder's page. Files whose
// names begin with a dot, and the compressed forms, are not served by name.
func locate(urlPath string) (name string, folder bool) {
	name = strings.TrimPrefix(urlPath, "/")
	if in := strings.TrimSuffix(name, "/"); in != name || name == "" {
		name, folder = path.Join(in, "index.html"), true
	}
	if !fs.ValidPath(name) || strings.Contains("/"+name, "/.") || compressed(name) || urlPath != path.Clean(urlPath)+trailingSlash(urlPath) {
		return "", false
	}
	return name, folder
}

// isFolder reports whether a name is that of a folder with a page.
func (f files) isFolder(name string) bool {
	_, err := fs.Stat(f.fsys, name+"/index.html")
	return name != "" && err == nil
}

func compressed(name string) bool {
	for _, e := range encodings() {
		if strings.HasSuffix(name, e.suffix) {
			return true
		}
	}
	return false
}

// trailingSlash returns the final slash that path.Clean takes from a folder's path.
func trailingSlash(urlPath string) string {
	if urlPath != "/" && strings.HasSuffix(urlPath, "/") {
		return "/"
	}
	return ""
}

// redirect answers with the address of the folder. The target is only the last element of the path, so that it cannot name
// another host.
func redirect(w http.ResponseWriter, r *http.Request) {
	target := "./" + path.Base(r.URL.EscapedPath()) + "/"
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusPermanentRedirect)
}

// contentType returns the media type of a file. Package mime would give types that depend on the machine.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".svg":
		return "image/svg+xml"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml"
	case ".txt", ".go", ".py", ".md":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}
