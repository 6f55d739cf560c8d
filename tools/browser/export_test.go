package browser

import "time"

// InstallSteps are what Install runs, for its test.
var InstallSteps = func() [][]string { return installSteps(chromiumPackages()) }

// Impatient is how long to wait for what will not come.
const Impatient = 800 * time.Millisecond

// ReportTo returns the same tab reporting to another T, with another patience.
func (p *Page) ReportTo(t T, patience time.Duration) *Page {
	tab := *p
	tab.t, tab.patience = t, patience
	return &tab
}
