package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"overlap/site/pack"
	"overlap/site/view"
)

// singleShell is the data of templates/single.html. What a file has inline must be byte by byte what its policy has the hash of,
// and holes are comments, which templates drop.
type singleShell struct {
	Policy                  string
	Icon                    template.URL
	Title, Main, Pieces     template.HTML // holes; the title's with its element, in which templates escape
	Style, NoScript, Script template.HTML
}

// exports adds what files are made from that go where the site does not.
func exports(root string, o options, out *output) error {
	path, err := wasmExecPath()
	if err != nil {
		return err
	}
	b := bundler{root: root, dev: o.dev, glue: path}
	var inline [3]string
	for i, entry := range []string{"css/single.css", "css/single-noscript.css", "ts/single.ts"} {
		data, err := b.bundle(entry, marking())
		if err != nil {
			return err
		}
		inline[i] = string(data)
		if strings.Contains(inline[i], "</s") || strings.Contains(inline[i], "<!--") {
			return fmt.Errorf("%s: </s or <!-- would end the element that holds it", entry)
		}
	}
	icon, err := os.ReadFile(filepath.Join(root, "site", "favicon.svg"))
	if err != nil {
		return err
	}
	t, err := template.ParseFiles(filepath.Join(root, "site", "templates", "single.html"))
	if err != nil {
		return err
	}
	var shell bytes.Buffer
	err = t.ExecuteTemplate(&shell, "shell", singleShell{
		Policy: singlePolicy(inline[2], inline[:2]...),
		Title:  "<title>" + pack.TitleHole + " · overlap</title>", Main: pack.MainHole, Pieces: pack.PiecesHole,
		Style: template.HTML("<style>" + inline[0] + "</style>"), NoScript: template.HTML("<style>" + inline[1] + "</style>"), Script: template.HTML("<script>" + inline[2] + "</script>"),
		Icon: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(icon)),
	})
	if err != nil {
		return err
	}
	out.add(pack.Shell, shell.Bytes())
	return manifests(root, out, pack.Manifest, view.PassPoints, []string{pack.SinglePage})
}

// marking are the definitions that the script of a file in a course needs.
func marking() map[string]string {
	time, choice := view.Marking()
	texts, err := json.Marshal(map[string]string{"time": time, "choice": choice})
	if err != nil {
		panic(err) // strings have a form in JSON
	}
	return map[string]string{"MARKING": string(texts), "PASS": strconv.Itoa(view.PassPoints)}
}

// manifests adds the manifests of packages for learning platforms under the names that the versions have, without what is a package's
// own. Learners pass with so many points of 100. The files are those of a package; the first is its page.
func manifests(root string, out *output, name func(version string) string, pass int, files []string) error {
	var list strings.Builder
	for _, f := range files {
		list.WriteString("\n      <file href=\"" + f + "\"/>")
	}
	own := strings.NewReplacer("{pass}", strconv.Itoa(pass), "{measure}", strconv.FormatFloat(float64(pass)/100, 'f', 2, 64), "{page}", files[0], "{files}", list.String())
	for _, version := range pack.Versions() {
		text, err := os.ReadFile(filepath.Join(root, "site", "templates", filepath.Base(pack.Manifest(version))))
		if err != nil {
			return err
		}
		out.add(name(version), []byte(own.Replace(string(text))))
	}
	return nil
}

// singlePolicy is the Content-Security-Policy of a file. It loads nothing, and runs and applies only what was built.
func singlePolicy(script string, styles ...string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	style := ""
	for _, s := range styles {
		style += hash(s)
	}
	return "default-src 'none'; script-src" + hash(script) + " 'wasm-unsafe-eval'; style-src" + style + "; img-src data:; base-uri 'none'; form-action 'none'"
}
