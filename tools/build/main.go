// Command build makes the site: it compiles the wasm program, bundles scripts and styles, runs every
// scenario natively, and writes complete pages, which can be read, printed and indexed without program or scripts.
//
//	go run ./tools/build            everything, minified, compressed, held to the budget
//	go run ./tools/build -sizes     the same, and what every page fetches, file by file
//	go run ./tools/build -dev       quicker: as written, not compressed
//	go run ./tools/build -headers   site.Rules into netlify.toml, and nothing else
//
// The same sources give the same files, byte for byte. The names of assets hold a hash of the content, so that browsers may
// keep them for good.
package main

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	var o options
	out := flag.String("out", "", "the `folder` to write, dist by default; what else is in it goes")
	flag.BoolVar(&o.dev, "dev", false, "leave out minifying, compressing and the budget")
	flag.BoolVar(&o.sizes, "sizes", false, "print what every page fetches, file by file")
	flag.StringVar(&o.address, "url", "", "where the site will stand, such as https://overlap.example/: for canonical links and the site map")
	flag.StringVar(&o.source, "source", "", "the `address` of the project's repository: for links to it")
	headers := flag.Bool("headers", false, "only write site.Rules into netlify.toml")
	flag.Parse()
	if err := run(o, *out, *headers, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(o options, out string, headers bool, rest []string) error {
	if len(rest) > 0 {
		return fmt.Errorf("%q is no flag: see -help", rest[0])
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if headers {
		return writeHeaders(filepath.Join(root, "netlify.toml"))
	}
	if s := o.source; s != "" && !strings.HasPrefix(s, "https://") {
		return fmt.Errorf("-source %q is no address that a page can link to, such as https://code.example/overlap", s)
	}
	if out == "" {
		out = filepath.Join(root, "dist")
	}
	if err := assemble(os.Stdout, o, root, out); err != nil {
		return err
	}
	if o.dev {
		return nil
	}
	return reportSizes(os.Stdout, os.DirFS(out), o.sizes)
}

// options are the flags that change the site.
type options struct {
	dev     bool
	sizes   bool
	address string // "" when the site may stand anywhere
	source  string // "" when the repository has no public address
}

// base returns the path of the site's root, "/" unless the address has another.
func (o options) base() (string, error) {
	if o.address == "" {
		return "/", nil
	}
	u, err := url.Parse(o.address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", fmt.Errorf("-url %q is no address such as https://overlap.example/", o.address)
	}
	return strings.TrimSuffix(u.Path, "/") + "/", nil
}

// moduleRoot returns the folder of go.mod, so that the command works from any folder of the module.
func moduleRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	return filepath.Dir(strings.TrimSpace(string(out))), err
}
