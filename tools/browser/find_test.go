package browser_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"overlap/tools/browser"
)

// program writes a shell script into dir.
func program(t *testing.T, dir, name, script string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("stands in for programs with shell scripts")
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	t.Setenv(browser.Env, "")
	if runtime.GOOS == "linux" {
		if path, err := browser.Find(); err == nil || !strings.Contains(err.Error(), "install one") || !strings.Contains(err.Error(), browser.Env) {
			t.Errorf("with nothing in PATH: %q, %v; want what to do", path, err)
		}
	}
	chrome := program(t, dir, "google-chrome", "")
	if path, err := browser.Find(); err != nil || path != chrome {
		t.Errorf("found %q, %v; want %s", path, err, chrome)
	}
	own := program(t, t.TempDir(), "my-chromium", "")
	t.Setenv(browser.Env, own)
	if path, err := browser.Find(); err != nil || path != own {
		t.Errorf("found %q, %v; want the one that %s names", path, err, browser.Env)
	}
	t.Setenv(browser.Env, own+"-gone")
	if path, err := browser.Find(); err == nil || !strings.Contains(err.Error(), own+"-gone") {
		t.Errorf("found %q, %v; want an error: not another browser than the named one", path, err)
	}
}

func TestInstall(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir+string(os.PathListSeparator)+"/bin")
	t.Setenv(browser.Env, "")
	log := filepath.Join(dir, "log")
	program(t, dir, "apt-get", `echo "$DEBIAN_FRONTEND $*" >> `+log+"\necho working")
	var out strings.Builder
	err := browser.Install(context.Background(), &out)
	if os.Geteuid() != 0 {
		if err == nil || !strings.Contains(err.Error(), "only root can") || !strings.Contains(err.Error(), "sudo apt-get install") {
			t.Errorf("Install as a user: %v, want what to do", err)
		}
		return
	}
	want := ""
	for _, args := range browser.InstallSteps() {
		want += "noninteractive " + strings.Join(args, " ") + "\n"
	}
	if did, _ := os.ReadFile(log); err != nil || string(did) != want || out.String() != "working\nworking\n" {
		t.Errorf("Install: %v\n%s\nran\n%s\nwant\n%s", err, &out, did, want)
	}
	program(t, dir, "apt-get", "exit 7")
	if err := browser.Install(context.Background(), &out); err == nil || !strings.Contains(err.Error(), "update failed") {
		t.Errorf("Install with a broken apt-get: %v, want the step that failed", err)
	}
}
