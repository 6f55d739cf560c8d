// Command release builds the native binary, with the site in it, for several systems, and packs each with its licence. What it
// writes depends on the sources and on Go's release only, so that anybody can check it: SHA256SUMS is what sha256sum -c reads.
//
//	go run ./tools/build && go run ./tools/release linux/amd64 windows/amd64
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	out := flag.String("out", "release", "the `folder` to write")
	flag.Parse()
	if err := release(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release builds and packs for each of the systems, such as "linux/arm64".
func release(out string, systems []string) error {
	if len(systems) == 0 {
		return errors.New("name a system, such as linux/amd64")
	}
	if _, err := os.Stat("dist/index.html"); err != nil {
		return errors.New("the site is not built: run make")
	}
	version, made, err := versionOf()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	var sums strings.Builder
	for _, system := range systems {
		goos, goarch, ok := strings.Cut(system, "/")
		if !ok {
			return fmt.Errorf("%q is no system, such as linux/amd64", system)
		}
		name, content, err := packed(version, goos, goarch, made)
		if err != nil {
			return fmt.Errorf("%s: %w", system, err)
		}
		if err := os.WriteFile(filepath.Join(out, name), content, 0o666); err != nil {
			return err
		}
		line := fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name)
		fmt.Print(line)
		sums.WriteString(line)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o666)
}

// versionOf returns the name of the checkout's commit, its tag where it has one, and when the commit was made.
func versionOf() (version string, made time.Time, err error) {
	name, err := exec.Command("git", "describe", "--tags", "--always", "--dirty=-changed").Output()
	if err != nil {
		return "", made, errors.New("this is no checkout: git describe failed")
	}
	at, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
	if err != nil {
		return "", made, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(at)), 10, 64)
	return strings.TrimSpace(string(name)), time.Unix(seconds, 0).UTC(), err
}

// packed builds the binary for a system and returns its archive.
func packed(version, goos, goarch string, made time.Time) (name string, content []byte, err error) {
	dir, err := os.MkdirTemp("", "release")
	if err != nil {
		return "", nil, err
	}
	defer os.RemoveAll(dir)
	binary := "overlap"
	if goos == "windows" {
		binary += ".exe"
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=true", "-o", filepath.Join(dir, binary), "./cmd/overlap")
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0") // without C it runs on any libc, and on none
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", nil, err
	}
	name = "overlap-" + version + "-" + goos + "-" + goarch
	files, err := contents(name, filepath.Join(dir, binary), "LICENSE", "README.md", "CHANGELOG.md")
	if err != nil {
		return "", nil, err
	}
	if goos == "windows" {
		content, err = zipped(files, made)
		return name + ".zip", content, err
	}
	content, err = tarred(files, made)
	return name + ".tar.gz", content, err
}

// contents reads files for an archive, in which they stand in one folder.
func contents(folder string, paths ...string) (files []file, err error) {
	for i, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		mode := int64(0o644)
		if i == 0 {
			mode = 0o755 // the binary
		}
		files = append(files, file{folder + "/" + filepath.Base(path), mode, content})
	}
	return files, nil
}
