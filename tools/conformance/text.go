package main

import (
	"fmt"
	"strconv"
	"strings"
)

// String returns the program as one would write it in Python, with the instants of asyncio's loop in milliseconds.
func (p *program) String() string {
	w := &writer{}
	w.line(fmt.Sprintf("# permits %v, bounds %v, parties %v", p.Semaphores, p.Queues, p.Barriers))
	for _, k := range p.Tasks {
		w.task(k)
	}
	return w.String()
}

// writer writes indented lines.
type writer struct {
	strings.Builder
	indent int
}

func (w *writer) line(text string) {
	w.WriteString(strings.Repeat("    ", w.indent) + text + "\n")
}

func (w *writer) task(k *task) {
	note := ""
	if k.GoesOn {
		note = "  # goes on after what fails or is cancelled"
	}
	w.line("async def " + k.Name + "():" + note)
	w.block(k.Ops)
}

func (w *writer) block(ops []*op) {
	w.indent++
	if len(ops) == 0 {
		w.line("pass")
	}
	for _, o := range ops {
		w.op(o)
	}
	w.indent--
}

func (w *writer) op(o *op) {
	var calls []string
	for _, k := range o.Tasks {
		w.task(k)
		calls = append(calls, k.Name+"()")
	}
	kind := operationOf(o)
	w.line(o.fill(kind.text, calls))
	if !kind.body {
		return
	}
	w.indent++
	for _, c := range calls { // only a group has both
		w.line("group.create_task(" + c + ")")
	}
	w.indent--
	if len(calls) == 0 || len(o.Body) > 0 {
		w.block(o.Body)
	}
}

// fill returns the operation's text with its values filled in.
func (o *op) fill(text string, calls []string) string {
	n := strconv.Itoa(o.N)
	if o.N == noLimit {
		n = "None"
	}
	mode := ""
	if operationOf(o).of == until {
		mode = untils[o.Of]
	}
	return strings.NewReplacer("{of}", strconv.Itoa(o.Of), "{n}", n, "{until}", mode, "{tasks}", strings.Join(calls, ", ")).Replace(text)
}
