//go:build js && wasm

package open

import "overlap/report/check"

// asked returns what checks ask, which stand one in each line, as sentences; or what is wrong with them.
func asked(lines string) any {
	list, err := check.ParseAll(lines)
	if err != nil {
		return err.Error()
	}
	says := []any{check.Ends}
	for _, c := range list {
		says = append(says, c.String())
	}
	return says
}

// check returns what came of checks in the first run of the file that was handed over. The file is complete by that, and what is
// shown stays.
func (o *opener) check(lines string) any {
	list, err := check.ParseAll(lines)
	if err != nil {
		return err.Error()
	}
	f, err := o.finish()
	if err != nil {
		return err.Error()
	}
	return results(check.All(list, f.Runs[0]))
}

// results returns results as the page's script reads them.
func results(list []check.Result) any {
	var all []any
	for _, r := range list {
		all = append(all, map[string]any{"says": r.Says, "ok": r.OK, "got": r.Got})
	}
	return all
}
