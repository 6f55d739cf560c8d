package browser

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// GoTests are the tests of a Go package, built for js/wasm and served as a page. In node, where
// go_js_wasm_exec runs such tests, there is no IndexedDB and no DOM.
type GoTests struct {
	Origin string // where the page is served: http://127.0.0.1:…
	t      T
}

// GoRun says how to run them.
type GoRun struct {
	Args    []string // such as "-test.run=Quota"
	Env     []string // "NAME=value"
	Sandbox bool     // in a sandboxed page, which may keep nothing
}

//go:embed gotest.js
var gotestJS string

// BuildGoTests compiles the tests of a package ("overlap/store") and serves them until t ends.
func BuildGoTests(t T, pkg string) *GoTests {
	t.Helper()
	dir, err := os.MkdirTemp("", "overlap-tests")
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	binary := filepath.Join(dir, "test.wasm")
	cmd := exec.Command("go", "test", "-c", "-o", binary, pkg)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("browser: the tests of %s were not built: %v\n%s", pkg, err, out)
	}
	if err := readSources(pkg); err != nil {
		t.Fatalf("browser: the sources of %s: %v", pkg, err)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("browser: go env GOROOT: %v", err)
	}
	support := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js")
	server := httptest.NewServer(serveGoTests(binary, support))
	t.Cleanup(server.Close)
	return &GoTests{server.URL, t}
}

// readSources opens every source file that the tests of a package are built from. go test caches a passed result until a file
// changes that the test opened, and files that the go command opened for the test do not count.
func readSources(pkg string) error {
	list := exec.Command("go", "list", "-deps", "-test", "-f", "{{if .Module}}{{if .Module.Main}}{{.Dir}}{{end}}{{end}}", pkg)
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	dirs, err := list.Output()
	if err != nil {
		return err
	}
	for dir := range strings.Lines(string(dirs)) {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(dir), "*.go"))
		if err != nil {
			return err
		}
		for _, file := range files {
			if _, err := os.ReadFile(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// serveGoTests serves the page under the site's script policy.
func serveGoTests(binary, support string) http.Handler {
	const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:"
	const page = `<!doctype html><title>Go tests</title><link rel="icon" href="data:,">` +
		`<script src="wasm_exec.js"></script><script src="run.js"></script>`
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("sandbox") {
			w.Header().Set("Content-Security-Policy", policy+"; sandbox allow-scripts")
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("/run.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprint(w, gotestJS)
	})
	mux.HandleFunc("/wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, support) })
	mux.HandleFunc("/test.wasm", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, binary) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Access-Control-Allow-Origin", "*") // a sandboxed page has the origin "null"
		mux.ServeHTTP(w, r)
	})
}

// Run runs the tests in a page and fails the test with their output when they fail. It returns the output.
func (g *GoTests) Run(p *Page, how GoRun) string {
	g.t.Helper()
	query := url.Values{"arg": how.Args, "env": how.Env}
	if how.Sandbox {
		query.Set("sandbox", "")
	}
	p.Open(g.Origin + "/?" + query.Encode())
	p.awaitEnd()
	code := Eval[string](p, "String(window.exitCode)")
	p.Open("about:blank") // ends the page; callbacks that are still pending then report that the program has exited
	problems := p.Problems()
	var output strings.Builder
	for _, message := range p.console.last(math.MaxInt) {
		fmt.Fprintln(&output, message.text)
	}
	if code != "0" {
		g.t.Errorf("browser: the Go tests ended with %s\n%s", code, &output)
	}
	for _, problem := range problems {
		if !strings.Contains(problem.Text, "Go program has already exited") {
			g.t.Errorf("browser: %v", problem)
		}
	}
	return output.String()
}

// awaitEnd waits for the Go program's end, longer than for other steps: the page answers nothing while a benchmark occupies
// its thread.
func (p *Page) awaitEnd() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Minute)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("window.ended.then(() => true)", chromedp.EvalAwaitPromise)); err != nil {
		p.fail("wait for the Go tests", err.Error())
	}
}
