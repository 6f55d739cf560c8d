package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"overlap/engine/trace/reader"
)

// traced is the trace of a process.
type traced struct {
	name    string // of its file
	process int
	size    int64
}

// reportTraced keeps the traces of a command in a file, if one is opened, and says what they show.
func (e *environment) reportTraced(t *tracing, pid int, out *output, pages fs.FS, o traceOptions) error {
	list, err := t.list(pid)
	if err != nil {
		return err
	}
	var why error
	if len(list) == 0 {
		why = errors.New("nothing was traced: no Python process that uses asyncio ran, or python was told -I, -E or -S, which keep the hook out")
	} else if refused := refusal(list[0].name); refused != "" {
		why = errors.New("the program was not traced: " + refused)
	}
	if why != nil {
		if out == nil && !o.Quiet {
			e.complain("overlap: " + why.Error())
		}
		if out == nil {
			return nil
		}
		return why
	}
	if out != nil {
		if err := e.keepTraced(list, out); err != nil {
			return err
		}
	}
	if o.Quiet && pages == nil {
		return nil
	}
	first, left, err := t.join(list)
	if err != nil {
		return err
	}
	if pages != nil {
		return e.openTraced(pages, first)
	}
	others := ""
	if left > 0 {
		others = "More processes were traced, " + itoa(left) + " besides these; --out FILE keeps all of them."
	}
	return e.sayTraced(first, others, o)
}

// refusal returns why a process was not traced, "" for one that was.
func refusal(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	var header struct{ Refused string }
	json.NewDecoder(f).Decode(&header)
	return header.Refused
}

// list returns the traces, that of the command first and then the largest.
func (t *tracing) list(pid int) (list []traced, err error) {
	entries, err := os.ReadDir(t.traces())
	if err != nil {
		return nil, err
	}
	for _, x := range entries {
		number, _, _ := strings.Cut(x.Name(), ".")
		process, _ := strconv.Atoi(number)
		if info, err := x.Info(); err == nil && info.Size() > 0 {
			list = append(list, traced{filepath.Join(t.traces(), x.Name()), process, info.Size()})
		}
	}
	slices.SortStableFunc(list, func(a, b traced) int {
		if (a.process == pid) != (b.process == pid) {
			return map[bool]int{true: -1, false: 1}[a.process == pid]
		}
		return cmp.Compare(b.size, a.size)
	})
	return list, nil
}

// keepTraced copies the first trace to a file, and each other to a file with its number in front of the ending: run.2.jsonl.
func (e *environment) keepTraced(list []traced, out *output) error {
	for i, x := range list {
		if i > 0 {
			ext := filepath.Ext(out.name)
			next, err := e.files.create(e.ctx, strings.TrimSuffix(out.name, ext)+"."+itoa(i+1)+ext)
			if err != nil {
				return err
			}
			out = next
		}
		content, err := os.ReadFile(x.name)
		if err == nil {
			err = e.write(out, content, inJSON)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// showTraced draws a file that was traced before, on standard output.
func (e *environment) showTraced(name string, o traceOptions) error {
	if o.Out != "" {
		return &usageError{"--out cannot go with a file that was traced before"}
	}
	if o.Open {
		pages, err := pagesOf("site", o.site)
		if err != nil {
			return err
		}
		return e.openTraced(pages, name)
	}
	f, err := readTraced(name)
	if err != nil {
		return errors.New("cannot read " + name + ": " + cause(err))
	}
	return e.print(tracedText(f, e.terminalOn(e.stdout, o.run)))
}

// sayTraced draws a trace on standard error, where the program's output is not.
func (e *environment) sayTraced(name, others string, o traceOptions) error {
	f, err := readTraced(name)
	if err != nil {
		return errors.New("cannot read the trace: " + cause(err))
	}
	text := "\n" + tracedText(f, e.terminalOn(e.stderr, o.run))
	if others != "" {
		text += "\n" + wrap(others, 80) + "\n"
	}
	return e.tell(text)
}

// openTraces opens a file of overlap-trace 1, or of what can be made into that: the execution trace of a Go program.
func openTraces(name string) (io.ReadCloser, error) {
	in, err := os.Open(name)
	if err != nil || !isGo(name) {
		return in, err
	}
	defer in.Close()
	lines, err := linesOfGo(in, filepath.Base(name))
	return io.NopCloser(bytes.NewReader(lines)), err
}

func readTraced(name string) (*reader.File, error) {
	in, err := openTraces(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	r, piece := reader.New(reader.MostNative), make([]byte, 1<<16)
	for {
		n, err := in.Read(piece)
		if problem := r.Add(piece[:n]); problem != nil {
			return nil, problem
		}
		if err == io.EOF {
			return r.Finish()
		}
		if err != nil {
			return nil, err
		}
	}
}
