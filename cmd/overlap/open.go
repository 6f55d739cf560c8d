package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"time"
)

// tracedPath is where the site has the run that a traced command left.
const tracedPath = "open/run.jsonl"

// openTraced serves pages together with a trace until Ctrl-C, and says on standard error where.
func (e *environment) openTraced(pages fs.FS, name string) error {
	in, err := openTraces(name)
	if err != nil {
		return errors.New("cannot read " + name + ": " + cause(err))
	}
	defer in.Close()
	content, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	server := *e
	server.stdout, server.ctx = e.stderr, interruptible(e.files.abandon) // the traced command had the signals, and has standard output
	return server.serveSite(siteOptions{Addr: usualAddr}, besides{pages, content}, "open/#file=run.jsonl")
}

// besides is a site that has a trace besides its own files.
type besides struct {
	fs.FS
	trace []byte
}

// Open opens the trace, or a file of the site.
func (b besides) Open(name string) (fs.File, error) {
	if name == tracedPath {
		return &traceFile{Reader: bytes.NewReader(b.trace)}, nil
	}
	return b.FS.Open(name)
}

// traceFile is the trace as a file.
type traceFile struct{ *bytes.Reader }

func (f *traceFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *traceFile) Close() error               { return nil }
func (f *traceFile) Name() string               { return "run.jsonl" }
func (f *traceFile) Mode() fs.FileMode          { return 0o444 }
func (f *traceFile) ModTime() time.Time         { return time.Time{} }
func (f *traceFile) IsDir() bool                { return false }
func (f *traceFile) Sys() any                   { return nil }
