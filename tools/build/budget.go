package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"overlap/tools/sizes"
)

// reportSizes says what scenarios' pages cost to fetch, file by file when table is set, and returns an error that names
// those that are over the budget.
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
	return over
}

// kilobytes writes a range, rounded up.
func kilobytes(least, most int) string {
	return fmt.Sprintf("%d to %d kB", (least+999)/1000, (most+999)/1000)
}
