package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"testing"
	"time"
)

var (
	packedFiles = []file{{"overlap-v1/overlap", 0o755, []byte("\x7fELF")}, {"overlap-v1/LICENSE", 0o644, []byte("MIT")}}
	madeAt      = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
)

// An archive holds the files, of which the binary can be run, and is the same whenever it is made.
func TestTarred(t *testing.T) {
	content, err := tarred(packedFiles, madeAt)
	again, _ := tarred(packedFiles, madeAt)
	if err != nil || !bytes.Equal(content, again) {
		t.Fatalf("%v, or not the same twice", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for _, want := range packedFiles {
		h, err := r.Next()
		if err != nil || h.Name != want.name || h.Mode != want.mode || !h.ModTime.Equal(madeAt) || h.Uname != "" || h.Uid != 0 {
			t.Fatalf("%+v, %v", h, err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want.content) {
			t.Errorf("%s holds %q, %v", want.name, got, err)
		}
	}
}

func TestZipped(t *testing.T) {
	content, err := zipped(packedFiles, madeAt)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(z.File) != len(packedFiles) {
		t.Fatal(err, len(z.File))
	}
	for i, want := range packedFiles {
		r, err := z.File[i].Open()
		if err != nil || z.File[i].Name != want.name || int64(z.File[i].Mode().Perm()) != want.mode {
			t.Fatalf("%+v, %v", z.File[i], err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want.content) {
			t.Errorf("%s holds %q, %v", want.name, got, err)
		}
	}
}

func TestReleaseNeedsSystems(t *testing.T) {
	if err := release(t.TempDir(), nil); err == nil {
		t.Error("nothing to do is no error")
	}
}
