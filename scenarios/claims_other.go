//go:build !js

package scenarios

// Claimant is a scenario's variables, which in claims.go say what holds of its runs.
type Claimant interface{ Claims(*Declaration) }

// Claims adds what x claims. Claims are for tests and the command: a scenario makes them in claims.go, which like
// this file is no part of the page's program.
func Claims(d *Declaration, x Claimant) { x.Claims(d) }
