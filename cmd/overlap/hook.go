package main

import (
	"os"
	"path/filepath"

	"overlap/python"
)

// tracing is the folder of a traced command: what its Python processes import, and the traces they leave.
type tracing struct{ folder string }

// newTracing makes the folder, with the hook in it.
func newTracing() (*tracing, error) {
	folder, err := os.MkdirTemp("", "overlap-trace-")
	if err != nil {
		return nil, err
	}
	t := &tracing{folder}
	if err = os.CopyFS(t.hook(), python.Hook); err == nil {
		err = os.Mkdir(t.traces(), 0o700)
	}
	if err != nil {
		t.remove()
		return nil, err
	}
	return t, nil
}

func (t *tracing) hook() string   { return filepath.Join(t.folder, "hook") }
func (t *tracing) traces() string { return filepath.Join(t.folder, "traces") }
func (t *tracing) remove()        { os.RemoveAll(t.folder) }

// environ returns the variables by which the hook gets in, beside those that there are. The program keeps its own PYTHONPATH.
func (t *tracing) environ() []string {
	path := t.hook()
	if own := os.Getenv("PYTHONPATH"); own != "" {
		path += string(filepath.ListSeparator) + own
	}
	return append(os.Environ(), "PYTHONPATH="+path, "OVERLAP_TRACE="+t.traces())
}
