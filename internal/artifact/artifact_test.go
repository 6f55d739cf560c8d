package artifact

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWriteGoesBelowTheNamedFolder(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(Env, dir)
	path, err := Write("chart", "fanout/timeline.svg", []byte("<svg/>"))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "chart", "fanout", "timeline.svg"); path != want {
		t.Errorf("written to %s, want %s", path, want)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "<svg/>" {
		t.Errorf("read back %q, %v", got, err)
	}
}

func TestWriteRefusesToLeaveTheFolder(t *testing.T) {
	t.Setenv(Env, t.TempDir())
	for _, name := range []string{"../../x", "/etc/x", "a/../../../x"} {
		if path, err := Write("chart", name, nil); err == nil {
			t.Errorf("%q was written to %s", name, path)
		}
	}
}

func TestPackageIsTheFolderInTheModule(t *testing.T) {
	t.Setenv(Env, "")
	folder, err := Package()
	if err != nil || folder != "internal/artifact" {
		t.Errorf("Package() = %q, %v; want internal/artifact", folder, err)
	}
	module, _ := ModuleRoot()
	if base, err := root(); err != nil || base != filepath.Join(module, "artifacts") {
		t.Errorf("artefacts go to %q, %v; want artifacts at the module root", base, err)
	}
}
