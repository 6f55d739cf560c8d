// Package sizes measures what a reader fetches before a built page is interactive, in compressed bytes, and checks the
// budget.
package sizes

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// The budget of a scenario's page, in bytes of brotli: two thirds of a second on slow 4G for the text, and a sixth of
// what a page with Pyodide fetches for everything.
const (
	MaxText = 60_000  // HTML, CSS and JavaScript
	MaxAll  = 950_000 // with the wasm program
)

// The budget of what other sites load before anybody touches it, in bytes of brotli. Style, script and program of an embedded picture
// are the same for all pictures, and are fetched once.
const (
	MaxEmbed   = 12_000 // the page of a picture
	MaxElement = 2_000  // the script of the element
)

// File is something a page fetches.
type File struct {
	Name   string
	Plain  int // bytes
	Brotli int // bytes; as Plain when there is no compressed form beside it
}

// Text reports whether the file is HTML, CSS, JavaScript or a picture, rather than the program.
func (f File) Text() bool { return path.Ext(f.Name) != ".wasm" }

// Page is a scenario's page with everything it fetches.
type Page struct {
	Name  string // "s/fanout/"
	Files []File
}

// Pages returns every scenario's page in a built site, in order of name.
func Pages(dist fs.FS) ([]Page, error) {
	names, err := fs.Glob(dist, "s/*/index.html")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("sizes: no page of a scenario is built: run make")
	}
	var all []Page
	for _, name := range names {
		p, err := page(dist, name)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Embeds returns the pages of embedded pictures in a built site and then the script of the element, each with its budget.
func Embeds(dist fs.FS) ([]Bounded, error) {
	names, err := fs.Glob(dist, "embed/*/index.html")
	if err != nil {
		return nil, err
	}
	var all []Bounded
	for _, name := range append(names, "embed.js") {
		f, err := measure(dist, name)
		if err != nil {
			return nil, fmt.Errorf("sizes: %w", err)
		}
		all = append(all, Bounded{f, MaxEmbed})
	}
	all[len(all)-1].Max = MaxElement
	return all, nil
}

// Bounded is a file with a budget of its own.
type Bounded struct {
	File
	Max int // bytes of brotli
}

// Check returns an error when the file is over its budget.
func (b Bounded) Check() error {
	if b.Brotli > b.Max {
		return fmt.Errorf("sizes: %s is over the budget: %d of %d bytes", b.Name, b.Brotli, b.Max)
	}
	return nil
}

// String returns the file's row in a table of pages.
func (b Bounded) String() string {
	return fmt.Sprintf("%-44s %12d %12d %10d\n", b.Name, b.Plain, b.Brotli, b.Max)
}

// loads matches the tags by which a page fetches a file. It only has to read our templates' output, in which attributes are
// quoted.
var loads = regexp.MustCompile(`<(?:script|link)\b[^>]*\s(?:src|href)="([^"]+)"[^>]*>`)

func page(dist fs.FS, name string) (Page, error) {
	p := Page{Name: path.Dir(name) + "/"}
	data, err := fs.ReadFile(dist, name)
	if err != nil {
		return p, err
	}
	names := []string{name}
	for _, m := range loads.FindAllSubmatch(withoutNoScript(data), -1) {
		if tag := string(m[0]); !strings.Contains(tag, `rel="canonical"`) && !strings.Contains(tag, `rel="alternate"`) {
			names = append(names, path.Join(path.Dir(name), string(m[1])))
		}
	}
	for _, n := range names {
		f, err := measure(dist, n)
		if err != nil {
			return p, fmt.Errorf("sizes: %s loads %w", name, err)
		}
		p.Files = append(p.Files, f)
	}
	return p, nil
}

var noScript = regexp.MustCompile(`(?s)<noscript>.*?</noscript>`)

func withoutNoScript(data []byte) []byte { return noScript.ReplaceAll(data, nil) }

func measure(dist fs.FS, name string) (File, error) {
	info, err := fs.Stat(dist, name)
	if err != nil {
		return File{}, err
	}
	f := File{Name: name, Plain: int(info.Size()), Brotli: int(info.Size())}
	if packed, err := fs.Stat(dist, name+".br"); err == nil {
		f.Brotli = int(packed.Size())
	}
	return f, nil
}

// Bytes returns the compressed bytes of the text, and of everything.
func (p Page) Bytes() (text, all int) {
	for _, f := range p.Files {
		all += f.Brotli
		if f.Text() {
			text += f.Brotli
		}
	}
	return text, all
}

// Check returns an error when the page is over the budget.
func (p Page) Check() error {
	text, all := p.Bytes()
	if text > MaxText || all > MaxAll {
		return fmt.Errorf("sizes: %s is over the budget: text %d of %d bytes, everything %d of %d", p.Name, text, MaxText, all, MaxAll)
	}
	return nil
}

// String returns the page's table.
func (p Page) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-44s %12s %12s %10s\n", p.Name, "plain", "brotli", "budget")
	for _, f := range p.Files {
		fmt.Fprintf(&b, "  %-42s %12d %12d\n", f.Name, f.Plain, f.Brotli)
	}
	text, all := p.Bytes()
	fmt.Fprintf(&b, "  %-42s %12s %12d %10d\n", "HTML, CSS, JavaScript, icon", "", text, MaxText)
	fmt.Fprintf(&b, "  %-42s %12s %12d %10d\n", "everything", "", all, MaxAll)
	return b.String()
}
