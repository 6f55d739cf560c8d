package main

import (
	"io"
	"strings"
	"text/tabwriter"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/quantity"
	"overlap/report"
)

// showSweep writes the result of a sweep in the forms that the flags ask for.
func (e *environment) showSweep(s *sweepResult, o sweepOptions) error {
	curve := s.curve()
	if o.SVG != "" {
		if err := e.write(o.SVG, []byte(svg.Curve(curve, svg.Options{Style: svg.FileCSS()}))); err != nil {
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
	e = e.inASCII(o.runOptions)
	text := term.Curve(curve, how) + "\n" + wrap(words.SweepSentence(curve), how.Width) + "\n\n"
	if err := e.print(text); err != nil {
		return err
	}
	var table strings.Builder
	s.printTable(&table, curve)
	if err := e.print(table.String()); err != nil {
		return err
	}
	return s.printErrors(e.stdout)
}

// curve returns what the charts draw.
func (s *sweepResult) curve() *scene.Sweep {
	return report.Sweep(s.in, s.axis.param, s.axis.values[:len(s.rows)], s.axis.log, s.rows)
}

// printTable prints a line for each value: how long each variant took, and the speed-up from the first comparable variant to
// the last.
func (s *sweepResult) printTable(w io.Writer, c *scene.Sweep) {
	first, last, compared := c.Compared()
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	head := s.axis.param.Name + "\t"
	for _, v := range s.plan.variants {
		head += v.Name + "\t"
	}
	if compared {
		head += "speed-up\t"
	}
	io.WriteString(t, head+"\n")
	for i, rs := range s.rows {
		line := s.axis.values[i].String() + "\t"
		for _, r := range rs.List {
			if line += quantity.Duration(r.Total); r.Err != nil {
				line += " failed"
			}
			line += "\t"
		}
		if x := c.Times[i]; x > 0 {
			line += quantity.Times(x) + "\t"
		} else if compared {
			line += "-\t"
		}
		io.WriteString(t, line+"\n")
	}
	if t.Flush(); compared {
		io.WriteString(w, "speed-up: "+s.plan.variants[last].Name+" against "+s.plan.variants[first].Name+"\n")
	}
}

// printErrors prints why variants failed, each reason once, with the values at which it occurred.
func (s *sweepResult) printErrors(w io.Writer) error {
	for k, v := range s.plan.variants {
		var reasons []string
		at := map[string][]string{}
		for i, rs := range s.rows {
			if err := rs.List[k].Err; err != nil {
				why := report.Reason(err)
				if at[why] == nil {
					reasons = append(reasons, why)
				}
				at[why] = append(at[why], s.axis.values[i].String())
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
