package main

import (
	"fmt"
	"io"
	"time"

	"overlap/scenarios/all"
)

// assemble makes the folder out hold the site; it says on w what it does and what came out.
func assemble(w io.Writer, o options, root, out string) error {
	var program []byte
	var files *output
	list := all.List()
	steps := []struct {
		what string
		do   func() (result string, err error)
	}{
		{"compiling the page's program", func() (result string, err error) {
			program, result, err = compile(root)
			return result, err
		}},
		{fmt.Sprintf("running %d scenarios and writing their pages", len(list)), func() (result string, err error) {
			if files, err = build(root, o, program, list); err != nil {
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
