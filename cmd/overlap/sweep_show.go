package main

import (
	"cmp"
	"errors"
	"io"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/quantity"
	"overlap/report"
)

// showSweep writes the result of a sweep in the forms that the flags ask for.
func (e *environment) showSweep(s *sweepResult, o sweepOptions, files []file) error {
	curve := s.curve()
	var unwritten error
	if len(files) > 0 && len(s.rows) > 0 {
		unwritten = e.write(files[0].opened, []byte(svg.NewCurve(curve, svg.Options{Style: svg.FileCSS()}).SVG()), inXML)
	}
	return errors.Join(unwritten, e.printSweep(s, curve, o))
}

// printSweep prints the result of a sweep.
func (e *environment) printSweep(s *sweepResult, curve *scene.Sweep, o sweepOptions) error {
	switch {
	case o.JSON:
		return e.printJSON(s.document(curve))
	case o.CSV:
		var b strings.Builder
		return cmp.Or(s.csv(&b, curve), e.print(b.String()))
	case o.SVG == "-" || len(s.rows) == 0:
		return nil
	}
	how := e.terminal(o.runOptions)
	var text strings.Builder
	text.WriteString(term.Curve(curve, how) + "\n" + wrap(words.SweepSentence(curve), how.Width) + "\n\n")
	text.WriteString(s.table(curve, how.Width))
	s.printErrors(&text, how.Width)
	return e.print(text.String())
}

// curve returns what the charts draw.
func (s *sweepResult) curve() *scene.Sweep {
	return report.Sweep(s.in, s.axis.param, s.axis.values[:len(s.rows)], s.axis.log, s.rows)
}

// table returns a line for each value: how long each variant took, and the speed-up from the first comparable variant to the last.
func (s *sweepResult) table(c *scene.Sweep, width int) string {
	first, last, compared := c.Compared()
	head := []string{s.axis.param.Name}
	for _, v := range s.plan.variants {
		head = append(head, v.Name)
	}
	if compared {
		head = append(head, "speed-up")
	}
	rows := [][]string{head}
	for i, rs := range s.rows {
		row := []string{s.axis.values[i].String()}
		for _, r := range rs.List {
			cell := quantity.Duration(r.Total)
			if r.Err != nil {
				cell += " failed"
			}
			row = append(row, cell)
		}
		if x := c.Times[i]; x > 0 {
			row = append(row, quantity.Times(x))
		} else if compared {
			row = append(row, "-")
		}
		rows = append(rows, row)
	}
	text := figures(rows, width)
	if compared {
		text += wrap("speed-up: "+s.plan.variants[last].Name+" against "+s.plan.variants[first].Name, width) + "\n"
	}
	return text
}

// printErrors prints why variants failed, each reason once, with the values at which it occurred.
func (s *sweepResult) printErrors(w io.Writer, width int) {
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
			if i == mostListed {
				io.WriteString(w, v.Name+" failed for "+itoa(len(reasons)-mostListed)+" more reasons\n")
				break
			}
			io.WriteString(w, wrap(v.Name+" failed at "+strings.Join(at[why], ", ")+": "+why, width)+"\n")
		}
	}
}
