package site

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
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
	return hostsFor(addr).guard(files{fsys})
}

type files struct{ fsys fs.FS }

func (f files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header(), r.URL.Path)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	if err := Check(f.fsys); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	name, moved := f.locate(r.URL.Path)
	if moved {
		redirect(w, r)
		return
	}
	if name == "" {
		setCache(w.Header(), revalidate)
		f.send(w, r, "404.html", http.StatusNotFound)
		return
	}
	f.send(w, r, name, http.StatusOK)
}

// setHeaders sets the headers that the rules give to a path.
func setHeaders(h http.Header, path string) {
	for _, rule := range Rules() {
		if rule.match(path) {
			for _, x := range rule.Headers {
				h.Set(x.Name, x.Value)
			}
		}
	}
	if h.Get("Cache-Control") == "" {
		setCache(h, revalidate)
	}
}

func setCache(h http.Header, value string) { h.Set("Cache-Control", value) }

// locate returns the file for a URL's path, "" when there is none. moved is true for the path of a folder without its final
// slash. Files whose names begin with a dot, and the compressed forms, are not served by name.
func (f files) locate(urlPath string) (name string, moved bool) {
	name = strings.TrimPrefix(urlPath, "/")
	if folder := strings.TrimSuffix(name, "/"); folder != name || name == "" {
		name = path.Join(folder, "index.html")
	}
	if !fs.ValidPath(name) || strings.Contains("/"+name, "/.") || compressed(name) || urlPath != path.Clean(urlPath)+trailingSlash(urlPath) {
		return "", false
	}
	info, err := fs.Stat(f.fsys, name)
	switch {
	case err != nil:
		return "", false
	case info.IsDir():
		_, err := fs.Stat(f.fsys, name+"/index.html")
		return "", err == nil
	}
	return name, false
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

// send answers with a file, in the smallest form that exists and that the request accepts.
func (f files) send(w http.ResponseWriter, r *http.Request, name string, status int) {
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Add("Vary", "Accept-Encoding")
	data, coding, err := f.read(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		http.Error(w, "the file could not be read", http.StatusInternalServerError)
		return
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	tag := etag(data)
	h.Set("ETag", tag)
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data) //nolint:errcheck // the client may have gone
	}
}

func (f files) read(name, accept string) (data []byte, coding string, err error) {
	for _, e := range encodings() {
		if accepts(accept, e.name) {
			if data, err := fs.ReadFile(f.fsys, name+e.suffix); err == nil {
				return data, e.name, nil
			}
		}
	}
	data, err = fs.ReadFile(f.fsys, name)
	return data, "", err
}

// etag returns a strong tag of a content. Each compressed form has another tag, as RFC 9110 demands of strong tags.
func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// matches reports whether an If-None-Match header names a tag, by weak comparison (RFC 9110 §13.1.2).
func matches(header, tag string) bool {
	for item := range strings.SplitSeq(header, ",") {
		item = strings.TrimPrefix(strings.TrimSpace(item), "W/")
		if item == tag || item == "*" {
			return true
		}
	}
	return false
}

// contentType returns the media type of a file. Package mime would give types that depend on the machine.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
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

// encoding is a compressed form that tools/build writes beside a plain file.
type encoding struct{ name, suffix string }

// encodings returns the forms, smallest first.
func encodings() []encoding { return []encoding{{"br", ".br"}, {"gzip", ".gz"}} }

// accepts reports whether an Accept-Encoding header accepts a coding, by RFC 9110 §12.5.3: * stands for every coding that is
// not named, and a weight of 0 refuses. Other weights are ignored: every client prefers the smaller form.
func accepts(header, coding string) bool {
	rest := false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		if strings.EqualFold(name, coding) {
			return hasWeight(params)
		}
		if name == "*" {
			rest = hasWeight(params)
		}
	}
	return rest
}

// hasWeight reports whether parameters such as "q=0.5" have a weight above 0; without a weight it is 1.
func hasWeight(params string) bool {
	name, weight, ok := strings.Cut(strings.TrimSpace(params), "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return true
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
	return err == nil && q > 0
}
