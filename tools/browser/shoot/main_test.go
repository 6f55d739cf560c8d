package main

import (
	"bytes"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestShootTakesTheWholeSet(t *testing.T) {
	server := httptest.NewServer(http.FileServer(http.Dir("../testdata")))
	t.Cleanup(server.Close)
	dir := filepath.Join(t.TempDir(), "pictures")
	shoot(t, server.URL+"/page.html", dir, "document.title")
	var seen [][]byte
	for _, v := range views() {
		data, err := os.ReadFile(filepath.Join(dir, v.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || picture.Width != v.width || picture.Height < v.height {
			t.Errorf("%s: %d × %d, %v; want the whole page, %d wide", v.name, picture.Width, picture.Height, err, v.width)
		}
		if slices.ContainsFunc(seen, func(other []byte) bool { return bytes.Equal(other, data) }) {
			t.Errorf("%s looks like another view", v.name)
		}
		seen = append(seen, data)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "print.pdf")); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("print.pdf: %v", err)
	}
}
