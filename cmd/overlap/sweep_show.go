package main

import (
	"io"
	"strings"
	"text/tabwriter"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/report"
)

// showSweep writes what a sweep gave in the forms that were asked for.
func (e *environment) showSweep(s *swept, o sweepOptions) error {
	curve := s.curve()
	if o.SVG != "" {
		if err := e.write(o.SVG, []byte(svg.Curve(curve, svg.Options{Standalone: true}))); err != nil {
			return err
		}
	}
	switch {
	case o.JSON:
		return writeJSON(e.stdout, s.document(curve))
	case o.CSV:
		return s.csv(e.stdout, curve)
	case o.SVG == "-" || len(s.rows) == 0:
		return nil
	}
	how := e.terminal(o.runOptions)
	e = e.plain(o.runOptions)
	text := term.Curve(curve, how) + "\n" + wrap(words.SweepSentence(curve), how.Width) + "\n\n"
	if err := e.print(text); err != nil {
		return err
	}
	var table strings.Builder
	s.table(&table, curve)
	if err := e.print(table.String()); err != nil {
		return err
	}
	return s.errors(e.stdout)
}

// curve returns what the charts draw.
func (s *swept) curve() *scene.Sweep {
	return report.Sweep(s.in, s.over.param, s.over.values[:len(s.rows)], s.over.log, s.rows)
}

// table prints a line for each value as flags spell it: how long each variant took, and how many times as fast the last
// of those that can be compared was as the first.
func (s *swept) table(w io.Writer, c *scene.Sweep) {
	first, last, compared := c.Compared()
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	head := s.over.param.Name + "\t"
	for _, v := range s.plan.variants {
		head += v.Name + "\t"
	}
	if compared {
		head += "speed-up\t"
	}
	io.WriteString(t, head+"\n")
	for i, rs := range s.rows {
		line := s.over.values[i].String() + "\t"
		for _, r := range rs.List {
			if line += words.Duration(r.Total); r.Err != nil {
				line += " failed"
			}
			line += "\t"
		}
		if x := c.Times[i]; x > 0 {
			line += words.Times(x) + "\t"
		} else if compared {
			line += "-\t"
		}
		io.WriteString(t, line+"\n")
	}
	if t.Flush(); compared {
		io.WriteString(w, "speed-up: "+s.plan.variants[last].Name+" against "+s.plan.variants[first].Name+"\n")
	}
}

// errors prints why variants failed, each reason with the values at which it did.
func (s *swept) errors(w io.Writer) error {
	for k, v := range s.plan.variants {
		var reasons []string
		at := map[string][]string{}
		for i, rs := range s.rows {
			if err := rs.List[k].Err; err != nil {
				why := report.Reason(err)
				if at[why] == nil {
					reasons = append(reasons, why)
				}
				at[why] = append(at[why], s.over.values[i].String())
			}
		}
		for i, why := range reasons {
			line := v.Name + " failed at " + strings.Join(at[why], ", ") + ": " + why
			if i == mostListed {
				line = v.Name + " failed for " + itoa(len(reasons)-mostListed) + " more reasons"
			}
			if _, err := io.WriteString(w, line+"\n"); err != nil || i == mostListed {
				return err
			}
		}
	}
	return nil
}
