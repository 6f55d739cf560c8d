package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/pack"
)

func TestWithoutNpmTheBuildSaysSo(t *testing.T) {
	root := t.TempDir()
	folder := filepath.Join(root, "site", "lab")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "package-lock.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	lab, said, err := prepareLab(root, options{})
	if want := "the site has no lab: there is no npm"; err != nil || lab.exists() || said != want {
		t.Errorf("%q, %v, want %q", said, err, want)
	}
}

func TestWithoutALabNothingLeadsToIt(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	out, err := build(root, options{}, program{main: []byte("\x00asm")}, interpreter{}, []*scenarios.Scenario{all.List()[0]})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range out.files {
		if strings.HasPrefix(f.name, labFolder) || strings.Contains(f.name, "/"+labPrefix) {
			t.Errorf("it has %s", f.name)
		}
		if strings.HasSuffix(f.name, ".html") && strings.Contains(string(f.data), labFolder+`"`) || strings.Contains(string(f.data), labFolder+"?") {
			t.Errorf("%s leads to the lab", f.name)
		}
	}
}

// Readers of other pages fetch nothing of the lab, and the service worker does not do so for them.
func TestOtherPagesFetchNothingOfTheLab(t *testing.T) {
	for name, text := range built(t, options{}) {
		if strings.HasPrefix(name, labFolder) || strings.HasPrefix(name, "assets/"+labPrefix) || strings.HasPrefix(name, pack.Folder+"challenge-") { // the last are for packages
			continue
		}
		if at := strings.Index(text, "assets/"+labPrefix); at >= 0 {
			t.Errorf("%s names %s", name, text[at:min(len(text), at+40)])
		}
	}
}

// TestChallengePackage: what a package lists is on the site, and neither of its pages names a file that it lacks, but for programs that
// only the site's own list offers.
func TestChallengePackage(t *testing.T) {
	files := built(t, options{})
	for _, version := range pack.Versions() {
		manifest := files[pack.ChallengeManifest(version)]
		has := map[string]bool{}
		for _, m := range regexp.MustCompile(`<file href="([^"]*)"/>`).FindAllStringSubmatch(manifest, -1) {
			if has[m[1]] = true; files[m[1]] == "" {
				t.Errorf("there is no %s", m[1])
			}
		}
		for _, page := range []string{pack.ChallengePage, labFolder + "index.html"} {
			for _, m := range regexp.MustCompile(`(?:href|src|data-(?:better|worker|wasm|library|python|program|export|sequence))="((?:\.\./)+assets/[^"]*)"`).FindAllStringSubmatch(files[page], -1) {
				for name := range strings.FieldsSeq(m[1]) {
					if name = resolve(page, name); !has[name] {
						t.Errorf("%s names %s, which packages lack", page, name)
					}
				}
			}
		}
	}
}
