//go:build !js

package scenarios

// Claimant is the type of a scenario's variables. Its method stands in the scenario's claims.go.
type Claimant interface{ Claims(*Declaration) }

// Claims adds the claims of x, and the claim of every scenario with services. Only tests and the command check claims:
// claims.go, requests.go and this file are left out of the page's program.
func Claims(d *Declaration, x Claimant) {
	x.Claims(d)
	d.requestsEnd()
}
