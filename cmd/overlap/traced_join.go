package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// Bounds of what is drawn of a command that consists of several processes.
const (
	mostProcesses = 8
	mostJoined    = 64 << 20 // bytes of their traces
)

// join writes the traces of processes that ran at the same time as one, on the clock of the first, and returns its file and how many
// had no room. The tasks of the others have threads beside the first's loop.
func (t *tracing) join(list []traced) (name string, left int, err error) {
	n, size := 0, int64(0)
	for n < min(len(list), mostProcesses) && (n == 0 || size+list[n].size <= mostJoined) {
		size += list[n].size
		n++
	}
	if n == 1 {
		return list[0].name, len(list) - 1, nil
	}
	j := &joint{}
	for _, x := range list[:n] {
		if err := j.read(x); err != nil {
			return "", 0, errors.New("cannot read the trace: " + cause(err))
		}
	}
	name = filepath.Join(t.folder, "joined.jsonl")
	return name, len(list) - n, os.WriteFile(name, j.text(), 0o600)
}

// joint is a trace in the making, of records of several processes.
type joint struct {
	header  map[string]any // of the first
	records []joined
}

// joined is a record of one of the processes.
type joined struct {
	at      int64
	process int // its place in the list
	fields  map[string]any
}

// read adds the trace of a process. What a process that was ended left unfinished is left out.
func (j *joint) read(x traced) error {
	content, err := os.ReadFile(x.name)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 1<<20)
	var header map[string]any
	process, shift := 0, int64(0)
	for lines.Scan() {
		fields := map[string]any{}
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.UseNumber()
		switch {
		case d.Decode(&fields) != nil:
		case header == nil:
			if header = fields; j.header == nil {
				j.header = fields
				break
			}
			process = x.process
			shift = max(0, whole(fields["began"])-whole(j.header["began"]))
		default:
			j.add(process, shift, header, fields)
		}
	}
	return lines.Err()
}

// add adds a record of a process that began so long after the first.
func (j *joint) add(process int, shift int64, header, fields map[string]any) {
	r := joined{at: whole(fields["at"]) + shift, process: process, fields: fields}
	fields["at"] = r.at
	if due, ok := fields["due"]; ok {
		fields["due"] = whole(due) + shift
	}
	_, elsewhere := fields["file"]
	if _, line := fields["line"]; line && !elsewhere && header["program"] != j.header["program"] {
		fields["file"] = header["program"]
	}
	j.records = append(j.records, r)
}

// text returns the file. Numbers of tasks, connections and things are those of all processes.
func (j *joint) text() []byte {
	slices.SortStableFunc(j.records, func(a, b joined) int { return cmp.Compare(a.at, b.at) })
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	write.Encode(j.header)
	numbers := numbering{}
	for _, r := range j.records {
		if r.fields["kind"] == "made" { // tasks have numbers in the order of their making
			numbers.give(number{"task", r.process, whole(r.fields["task"])})
		}
	}
	for _, r := range j.records {
		for _, field := range [...]string{"task", "parent", "by", "other"} {
			numbers.renumber(r, field, "task")
		}
		for _, field := range [...]string{"of", "resource"} {
			numbers.renumber(r, field, "thing")
		}
		numbers.renumber(r, "connection", "connection")
		made := r.process != 0 && r.fields["kind"] == "made"
		if name, ok := r.fields["name"].(string); ok && made && whole(r.fields["parent"]) == 0 {
			r.fields["name"] = name + ", process " + itoa(r.process)
		}
		write.Encode(r.fields)
		if made {
			write.Encode(map[string]any{"at": r.at, "kind": "thread", "task": r.fields["task"]})
		}
	}
	return out.Bytes()
}

// number is a number that a process gave to a task, a connection or another thing.
type number struct {
	what    string
	process int
	n       int64
}

// numbering gives numbers in the order in which they are met.
type numbering map[number]int64

func (all numbering) give(to number) int64 {
	if all[to] == 0 {
		last := number{what: to.what, process: -1}
		all[last]++
		all[to] = all[last]
	}
	return all[to]
}

func (all numbering) renumber(r joined, field, what string) {
	if n := whole(r.fields[field]); n != 0 {
		r.fields[field] = all.give(number{what, r.process, n})
	}
}

// whole returns the whole number that a field is, 0 for none.
func whole(field any) int64 {
	switch x := field.(type) {
	case json.Number:
		n, _ := x.Int64()
		return n
	case int64:
		return x
	}
	return 0
}
