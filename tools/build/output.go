package main

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"overlap/site"
)

// file is one file of the site; its name is relative, with slashes.
type file struct {
	name string
	data []byte
}

// output collects the files of the site before any is written, so that a build that fails leaves the last build as it is.
type output struct{ files []file }

// add adds a file.
func (o *output) add(name string, data []byte) {
	o.files = append(o.files, file{name, data})
}

// asset adds a file under a name that holds a hash of the content, and returns that name.
func (o *output) asset(name string, data []byte) string {
	ext := path.Ext(name)
	name = site.Assets + strings.TrimSuffix(name, ext) + "-" + digest(data) + ext
	o.add(name, data)
	return name
}

// digest returns 60 bits of SHA-256 in hexadecimal, enough that two contents never share a name.
func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:15]
}

// digest returns the digest of all files so far.
func (o *output) digest() string {
	var parts [][]byte
	for _, f := range o.files {
		parts = append(parts, []byte(f.name+"\n"), f.data)
	}
	return digest(parts...)
}
