// Package pack makes files of the built site that go where the site does not: a scenario as one HTML file, the same as a package
// for learning platforms, and the whole site as an archive.
//
// The page for teachers makes the first two in the browser (site/ts/embed/files.ts). Both only put together what tools/build
// wrote: the shell with styles, script and policy, the scenario's page, and the pieces of its program.
package pack

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Folder is where tools/build writes what files are made from.
const Folder = "export/"

// Shell is the file without what is a scenario's own, for which it has the holes.
const Shell = Folder + "single.txt"

// The holes of Shell, each of which it has once: the scenario's title, its page's main part, and the pieces of its program.
const (
	TitleHole  = "<!--title-->"
	MainHole   = "<!--main-->"
	PiecesHole = "<!--pieces-->"
)

// Made says what a file is made with. The file's script reads it.
type Made struct {
	Query   string `json:"query"`   // its settings, as Settings returns them
	Address string `json:"address"` // of the site; "" for the one the site was built for, if any
	Course  bool   `json:"course"`  // it goes into a learning platform: the reader must answer, and the platform has what that is worth
}

// Single returns a scenario as one HTML file. The error says what the site lacks.
func Single(pages fs.FS, id string, made Made) ([]byte, error) {
	shell, err := fs.ReadFile(pages, Shell)
	if err != nil {
		return nil, errors.New("this site was built without what files are made from: build it again")
	}
	folder := "s/" + id + "/"
	text, err := fs.ReadFile(pages, folder+"index.html")
	if err != nil {
		return nil, errors.New("this site has no scenario " + id + ": build it again")
	}
	page := string(text)
	if made.Address == "" {
		made.Address = strings.TrimSuffix(between(page, `<link rel="canonical" href="`, `">`), folder)
	} else if !strings.HasSuffix(made.Address, "/") {
		made.Address += "/"
	}
	main := "<main " + between(page, "<main ", "</main>") + "</main>"
	pieces, err := piecesOf(pages, folder, main)
	if err != nil {
		return nil, err
	}
	return []byte(strings.NewReplacer(TitleHole, between(page, "<title>", " · overlap</title>"), MainHole, main, PiecesHole, made.block()+pieces).Replace(string(shell))), nil
}

// between returns what stands between two texts, "" where they do not stand there.
func between(text, before, after string) string {
	_, text, _ = strings.Cut(text, before)
	text, _, ok := strings.Cut(text, after)
	if !ok {
		return ""
	}
	return text
}

// block returns what a file is made with as an element that holds data. No text ends the element.
func (m Made) block() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // JSON.stringify has no such escapes
	e.Encode(m)            //nolint:errcheck // strings have a form in JSON, and a buffer takes everything
	return `<script type="application/json" id="made">` + strings.ReplaceAll(strings.TrimSpace(b.String()), "<", `\u003c`) + "</script>\n"
}

// named matches the attributes in which a page names the pieces of its program.
var named = regexp.MustCompile(` data-(?:program|export|faults|sequence|store)="([^"]*)"`)

// piecesOf returns the pieces of the program that a page's main part names, each as an element that holds data.
func piecesOf(pages fs.FS, folder, main string) (string, error) {
	var b strings.Builder
	tag, _, _ := strings.Cut(main, ">")
	for _, m := range named.FindAllStringSubmatch(tag, -1) {
		for _, name := range strings.Fields(m[1]) {
			packed, err := packedPiece(pages, path.Join(folder, name))
			if err != nil {
				return "", errors.New("this site lacks " + name + ": build it again")
			}
			b.WriteString(`<script type="application/wasm" data-piece="` + name + `">` + base64.StdEncoding.EncodeToString(packed) + "</script>\n")
		}
	}
	return b.String(), nil
}

// packedPiece returns a file compressed with gzip, for which every browser has a decompressor: as the build did it, or anew.
func packedPiece(pages fs.FS, name string) ([]byte, error) {
	if packed, err := fs.ReadFile(pages, name+".gz"); err == nil {
		return packed, nil
	}
	plain, err := fs.ReadFile(pages, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
