// Package overlap holds the built site, so that one native binary is all a course needs.
package overlap

import "embed"

// Dist is what tools/build wrote to dist. In a checkout where nothing was built it holds no page.
//
//go:embed all:dist
var Dist embed.FS
