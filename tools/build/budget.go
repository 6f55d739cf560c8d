package main

import (
	"fmt"
	"io"
	"io/fs"

	"overlap/tools/sizes"
)

// report prints what each scenario's page costs to fetch, and returns an error when one is over the budget.
func report(w io.Writer, dist fs.FS) error {
	pages, err := sizes.Pages(dist)
	if err != nil {
		return err
	}
	var over error
	for _, p := range pages {
		fmt.Fprint(w, p)
		if err := p.Check(); err != nil {
			over = err
		}
	}
	return over
}
