package main

import (
	"context"
	"errors"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

// elsewhere has the addresses of a scenario's services that other programs serve, as host:port, by the service's name.
type elsewhere map[string]string

// Bounds on what other programs may keep a run waiting for.
const (
	lookUpLimit = 5 * time.Second  // an address of a host
	answerLimit = 10 * time.Second // an answer, beyond what the model takes in all; a connection three times as long
)

// declare declares --connect for a scenario that has services.
func (w *elsewhere) declare(c *cobra.Command, in *scenarios.Instance, usage string) {
	names := in.ServiceNames()
	if len(names) == 0 {
		return
	}
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
		f.Var(&option{kind: "NAME=HOST:PORT,…", port: 1, shell: cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace,
			allowed: "services and where they are, each once, such as " + names[0] + "=127.0.0.1:9000, with commas between several; " + in.Scenario.ID + " has " + strings.Join(names, ", "),
			words:   endings(names, "="),
			set:     func(text string) (ok bool) { *w, ok = parseElsewhere(text, names); return ok }}, "connect", usage)
	})
}

// endings returns words with something behind each.
func endings(words []string, end string) (list []string) {
	for _, w := range words {
		list = append(list, w+end)
	}
	return list
}

// parseElsewhere reads "api=127.0.0.1:9000,db=db.example:9002". Each name must be among the known ones, and come once.
func parseElsewhere(text string, known []string) (elsewhere, bool) {
	w := elsewhere{}
	for part := range strings.SplitSeq(text, ",") {
		name, at, _ := strings.Cut(part, "=")
		host, port, err := net.SplitHostPort(at)
		number, wrong := strconv.ParseUint(port, 10, 16)
		if err != nil || wrong != nil || number == 0 || host == "" || w[name] != "" || !slices.Contains(known, name) {
			return nil, false
		}
		w[name] = at
	}
	return w, true
}

// lookUp returns an error for a host that is not known: a run would fail at its first connection, and say so for each variant.
func (w elsewhere) lookUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookUpLimit)
	defer cancel()
	for _, name := range slices.Sorted(maps.Keys(w)) {
		if _, err := tcp.Resolve(ctx, w[name]); err != nil {
			return errors.New("--connect " + name + "=" + w[name] + ": " + err.Error())
		}
	}
	return nil
}

// servesOwn reports whether another program serves what the scenario's variants serve themselves, each in its own way.
func (w elsewhere) servesOwn(in *scenarios.Instance) bool {
	return slices.ContainsFunc(in.Services(), func(s scenarios.Service) bool { return s.Own && !s.Alike && w[s.At.Name] != "" })
}

// note says of a run's results which services were not this program's, and what follows from that.
func (w elsewhere) note(in *scenarios.Instance, width int) string {
	var at []string
	for _, s := range in.Services() {
		if w[s.At.Name] != "" {
			at = append(at, s.At.Name+" at "+w[s.At.Name])
		}
	}
	if at == nil {
		return ""
	}
	text := strings.Join(at, ", ") + ": served by another program, of which the chart has what this one saw. The model’s times are those of the scenario’s own." + w.absent(in).note(in)
	if w.servesOwn(in) {
		text += " Variants differ in how they serve, which is not asked here: one stands for all."
	}
	return "\n" + wrap(text, width) + "\n"
}
