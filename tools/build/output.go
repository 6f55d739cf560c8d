package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"overlap/site"
)

// file is one file of the site; its name is relative, with slashes.
type file struct {
	name string
	data []byte
}

// output collects the site before any of it is written, so that a build that fails leaves the last one alone.
type output struct{ files []file }

// add takes a file under its own name.
func (o *output) add(name string, data []byte) {
	o.files = append(o.files, file{name, data})
}

// asset takes a file under a name that holds a hash of the content, and returns that name.
func (o *output) asset(name string, data []byte) string {
	ext := path.Ext(name)
	name = site.Assets + strings.TrimSuffix(name, ext) + "-" + digest(data) + ext
	o.add(name, data)
	return name
}

// digest is 60 bits of SHA-256: enough that two contents never share a name.
func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:15]
}

// digest of everything so far.
func (o *output) digest() string {
	var parts [][]byte
	for _, f := range o.files {
		parts = append(parts, []byte(f.name+"\n"), f.data)
	}
	return digest(parts...)
}

// write makes the folder hold these files and no others but dot files: those hold the folder's place in git. It
// refuses a folder that holds something and is no site of an earlier build.
func (o *output) write(dir string, compress bool) error {
	if err := spare(dir); err != nil {
		return err
	}
	keep := map[string]bool{}
	for _, f := range o.files {
		if err := writeFile(dir, f.name, f.data); err != nil {
			return err
		}
		keep[f.name] = true
		if !compress || !worthwhile(f) {
			continue
		}
		for _, c := range compressors() {
			keep[f.name+c.suffix] = true
			if err := c.write(dir, f); err != nil {
				return err
			}
		}
	}
	return removeOthers(dir, keep)
}

// spare returns an error for a folder with files that no build has written.
func spare(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "sw.js")); err == nil {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return errors.New(dir + " holds " + e.Name() + " and no site: choose another folder or empty it")
		}
	}
	return err
}

// worthwhile leaves alone what no reader would notice.
func worthwhile(f file) bool { return len(f.data) > 256 }

// compressor makes one of the forms that site.Handler looks for.
type compressor struct {
	suffix string
	pack   func([]byte) ([]byte, error)
}

func compressors() []compressor {
	return []compressor{{".br", packBrotli}, {".gz", packGzip}}
}

// write packs f, unless it has been done before: the name of an asset says what is in it, and the program takes
// ten seconds to pack.
func (c compressor) write(dir string, f file) error {
	if strings.HasPrefix(f.name, site.Assets) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.name+c.suffix))); err == nil {
			return nil
		}
	}
	packed, err := c.pack(f.data)
	if err != nil {
		return err
	}
	return writeFile(dir, f.name+c.suffix, packed)
}

func packBrotli(data []byte) ([]byte, error) {
	var b bytes.Buffer
	return pack(&b, brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 22}), data)
}

func packGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	return pack(&b, w, data)
}

// pack sends data through w, which writes into b.
func pack(b *bytes.Buffer, w io.WriteCloser, data []byte) ([]byte, error) {
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// writeFile replaces a file in one step, so that a server that reads the folder never sends half of one.
func writeFile(dir, name string, data []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	next := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".next")
	if err := os.WriteFile(next, data, 0o644); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// removeOthers removes what no longer belongs to the site, and the folders that are empty then.
func removeOthers(dir string, keep map[string]bool) error {
	var folders []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		switch {
		case err != nil:
			return err
		case e.IsDir():
			folders = append(folders, path)
		case !keep[filepath.ToSlash(name)] && !strings.HasPrefix(e.Name(), "."):
			return os.Remove(path)
		}
		return nil
	})
	slices.Reverse(folders)
	for _, f := range folders {
		os.Remove(f) //nolint:errcheck // it fails for folders that hold files, as it should
	}
	return err
}
