package site

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// content is an open file of the site.
type content struct {
	io.ReadSeekCloser
	info   fs.FileInfo
	coding string // of a compressed form
	tag    string
}

// open opens a file in the smallest form that exists and that a request accepts.
func (f files) open(name, accept string) (*content, error) {
	for _, e := range encodings() {
		if accepts(accept, e.name) {
			if c, err := f.openForm(name + e.suffix); err == nil {
				c.coding = e.name
				return c, nil
			}
		}
	}
	return f.openForm(name)
}

// openForm opens a file of that very name.
func (f files) openForm(name string) (*content, error) {
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	c := &content{}
	if c.info, err = file.Stat(); err == nil {
		err = fs.ErrInvalid
		if seeker, ok := file.(io.ReadSeekCloser); ok && c.info.Mode().IsRegular() {
			c.ReadSeekCloser = seeker
			c.tag, err = f.tags.of(name, c)
		}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return c, nil
}

// setHeaders sets what describes the content.
func (c *content) setHeaders(h http.Header, name string) {
	h.Set("Content-Type", contentType(name))
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", c.tag)
	if c.coding != "" {
		h.Set("Content-Encoding", c.coding)
	}
}

// send answers with a file, or with what the request's conditions and ranges ask of it. With an error nothing is sent.
func (f files) send(w http.ResponseWriter, r *http.Request, name string) error {
	c, err := f.open(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		return err
	}
	defer c.Close()
	c.setHeaders(w.Header(), name)
	http.ServeContent(&sized{w, c.info.Size()}, r, name, time.Time{}, c.ReadSeekCloser)
	return nil
}

// sendMissing answers with the page for what does not exist.
func (f files) sendMissing(w http.ResponseWriter, r *http.Request) {
	const name = "404.html"
	c, err := f.open(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		http.Error(w, "there is nothing here", http.StatusNotFound)
		return
	}
	defer c.Close()
	c.setHeaders(w.Header(), name)
	w.Header().Set("Content-Length", strconv.FormatInt(c.info.Size(), 10))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		io.Copy(w, c.ReadSeekCloser) //nolint:errcheck // the client may have gone
	}
}

// sized adds to a whole file's answer its length, which http.ServeContent leaves out of compressed forms.
type sized struct {
	http.ResponseWriter
	length int64
}

// WriteHeader sends the header.
func (s *sized) WriteHeader(status int) {
	if status == http.StatusOK {
		s.Header().Set("Content-Length", strconv.FormatInt(s.length, 10))
	}
	s.ResponseWriter.WriteHeader(status)
}

// ReadFrom lets the system copy from a file to the connection.
func (s *sized) ReadFrom(from io.Reader) (int64, error) { return io.Copy(s.ResponseWriter, from) }

// tags remembers the strong tags of files, because a hash reads all of a file.
type tags struct {
	mu    sync.Mutex
	known map[string]*tag
}

// tag is that of a file while its size and time are the same.
type tag struct {
	mu   sync.Mutex // held while a file is hashed: others wait for it
	size int64
	time time.Time
	text string
}

func newTags() *tags { return &tags{known: map[string]*tag{}} }

// of returns the tag of a file that exists under a name. Each compressed form has another tag, as RFC 9110 demands of strong
// tags.
func (t *tags) of(name string, c *content) (string, error) {
	t.mu.Lock()
	k := t.known[name]
	if k == nil {
		k = &tag{}
		t.known[name] = k
	}
	t.mu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.text != "" && k.size == c.info.Size() && k.time.Equal(c.info.ModTime()) {
		return k.text, nil
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, c.ReadSeekCloser); err != nil {
		return "", err
	}
	if _, err := c.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	k.size, k.time = c.info.Size(), c.info.ModTime()
	k.text = `"` + base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:12]) + `"`
	return k.text, nil
}
