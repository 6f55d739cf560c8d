package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"github.com/andybalholm/brotli"

	"overlap/site"
)

// compressor makes one of the compressed forms that site.Handler serves.
type compressor struct {
	suffix string
	pack   func([]byte) ([]byte, error)
}

func compressors() []compressor {
	return []compressor{{".br", packBrotli}, {".gz", packGzip}}
}

// compressors returns the compressors for a file; none for a small file, of which no reader would notice the difference, what only
// servers read, or a picture that is compressed.
func (f file) compressors(compress bool) []compressor {
	if !compress || len(f.data) <= 256 || isPacked(f.name) || strings.HasPrefix(f.name, "oembed/") {
		return nil
	}
	return compressors()
}

func packBrotli(data []byte) ([]byte, error) {
	var b bytes.Buffer
	return compress(&b, brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 22}), data)
}

func packGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	return compress(&b, w, data)
}

// compress sends data through w, which writes into b.
func compress(b *bytes.Buffer, w io.WriteCloser, data []byte) ([]byte, error) {
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// isPacked reports whether a file's format packs what it holds. The archive of Python's library, an asset, only stores it.
func isPacked(name string) bool {
	ext := path.Ext(name)
	return ext == ".png" || ext == ".imscc" || ext == ".zip" && !strings.HasPrefix(name, site.Assets)
}
