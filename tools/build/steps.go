package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"overlap/scenarios/all"
	"overlap/tools/sizes"
)

// assemble builds the site into the folder out, and prints each step with its result on w.
func assemble(w io.Writer, o options, root, out string) error {
	var compiled program
	var files *output
	var lab interpreter
	list := all.List()
	steps := []struct {
		what string
		do   func() (result string, err error)
	}{
		{"compiling the page's program", func() (result string, err error) {
			compiled, result, err = compile(root, list, o.dev)
			return result, err
		}},
		{"preparing Python for the lab", func() (result string, err error) {
			lab, result, err = prepareLab(root, o)
			return result, err
		}},
		{fmt.Sprintf("running %d scenarios and writing their pages", len(list)), func() (result string, err error) {
			if files, err = build(root, o, compiled, lab, list); err != nil {
				return "", err
			}
			return fmt.Sprintf("%d files", len(files.files)), nil
		}},
		{"writing " + out, func() (string, error) {
			changed, err := files.write(out, !o.dev)
			return fmt.Sprintf("%d of them changed", changed), err
		}},
	}
	for _, s := range steps {
		fmt.Fprint(w, s.what, " ... ")
		began := time.Now()
		result, err := s.do()
		if err != nil {
			fmt.Fprintln(w, "failed")
			return err
		}
		fmt.Fprintf(w, "%s, %.1f s\n", result, time.Since(began).Seconds())
	}
	return nil
}

// reportSizes prints how many bytes a reader of a scenario's page fetches, file by file when table is set. It returns an error
// that names the pages over the budget.
func reportSizes(w io.Writer, dist fs.FS, table bool) error {
	pages, err := sizes.Pages(dist)
	if err != nil {
		return err
	}
	leastText, least := pages[0].Bytes()
	mostText, most := leastText, least
	var over error
	for _, p := range pages {
		if table {
			fmt.Fprint(w, p)
		}
		text, all := p.Bytes()
		leastText, mostText = min(leastText, text), max(mostText, text)
		least, most = min(least, all), max(most, all)
		over = errors.Join(over, p.Check())
	}
	fmt.Fprintf(w, "to fetch a scenario's page takes %s, at most %d; %s before its program, at most %d\n",
		kilobytes(least, most), sizes.MaxAll/1000, kilobytes(leastText, mostText), sizes.MaxText/1000)
	return errors.Join(over, reportEmbeds(w, dist, table))
}

// reportEmbeds does the same for what other sites embed.
func reportEmbeds(w io.Writer, dist fs.FS, table bool) (over error) {
	files, err := sizes.Embeds(dist)
	if err != nil {
		return err
	}
	least, most := files[0].Brotli, 0
	for _, f := range files {
		if table {
			fmt.Fprint(w, f)
		}
		if f.Max == sizes.MaxEmbed {
			least, most = min(least, f.Brotli), max(most, f.Brotli)
		}
		over = errors.Join(over, f.Check())
	}
	fmt.Fprintf(w, "a picture for other sites takes %s before style, script and program, which all share, at most %d\n", kilobytes(least, most), sizes.MaxEmbed/1000)
	return over
}

// kilobytes writes a range, rounded up.
func kilobytes(least, most int) string {
	return fmt.Sprintf("%d to %d kB", (least+999)/1000, (most+999)/1000)
}
