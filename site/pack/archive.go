package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"overlap/site"
)

// member is a file of an archive.
type member struct {
	name string
	data []byte
}

// archive returns a zip archive. The same files give the same bytes.
func archive(members ...member) ([]byte, error) {
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		how := zip.Deflate
		if slices.Contains([]string{".br", ".gz", ".png"}, path.Ext(m.name)) {
			how = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: how, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}) // the first that the form knows
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(m.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// The files that an archive of the site has besides the site's own.
const (
	readme  = "README.txt"
	headers = "_headers"
)

// Site returns an archive of the whole site, with what a server has to know.
func Site(pages fs.FS) ([]byte, error) {
	members := []member{{readme, []byte(hosting)}, {headers, []byte(site.HeadersFile())}}
	err := fs.WalkDir(pages, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
			return nil
		case name == readme || name == headers:
			return errors.New("the site has a file " + name + ", which the archive needs")
		}
		data, err := fs.ReadFile(pages, name)
		members = append(members, member{name, data})
		return err
	})
	if err != nil {
		return nil, err
	}
	return archive(members...)
}

// hosting says how to serve the site.
const hosting = `overlap: see what waiting costs
===============================

This folder is the whole site. It works on any server of static files, in any folder of it, and runs nothing there.
To look at it on this machine: overlap serve --site THIS-FOLDER (a page opened as a file finds neither styles nor program).

1. Copy everything, with the folders. index.html is the page of its folder. 404.html is the page for what
   does not exist; its links start at the root of the server.

2. Types. Servers that know these need nothing:
     .wasm  application/wasm     (pages run with another type, too)
     .js    text/javascript      .mjs  text/javascript
     .svg   image/svg+xml        .html, .css, .txt, .go, .py  as text in UTF-8

3. Headers. The file _headers has them as Netlify and Cloudflare Pages read them; elsewhere copy them:
     - Content-Security-Policy, X-Content-Type-Options, Referrer-Policy: for all pages.
     - Cache-Control: files in assets/ have a hash in their names and never change; everything else should be asked for again.
     - Access-Control-Allow-Origin, Cross-Origin-...: for what other sites embed.
   Without any of them the site works; embedding in strict sites and in frames without an origin does not.

4. Compression. Beside most files stand compressed forms, .br and .gz: the program is 5 MB, and 0.9 MB as .br.
     nginx:   gzip_static on;  (and brotli_static on; where it has that module)
     Caddy:   file_server { precompressed br gzip }
   Servers that cannot send them should compress by themselves, also application/wasm. Then *.br and *.gz may be deleted.

5. Learning platforms without a server of your own: "overlap export fanout -o fanout.html" is one scenario as one file.

It stores nothing about anybody, has no accounts and asks no other server. Links to your copy keep working as long as it stands.
`
