//go:build !js

package tcp

// Bounds of a run that outside clients use.
const (
	mostConnections = 1 << 14
	otherFiles      = 24 // descriptors of what is no connection: standard files, listening sockets, the poller's
)

// Room returns how many outside clients each of several services may have at once, so that the process's descriptors are
// enough for all and for what the run dials itself: 16,384 where descriptors allow, and the most they allow.
func Room(services int) (connections, most int) {
	files := descriptorLimit()
	if files == 0 {
		return mostConnections, 1 << 20
	}
	spare := max(files-otherFiles, 8)
	most = max((spare-spare/8)/services, 1)
	return min(mostConnections, most), most
}

// CallsBeside returns how many connections a run may dial while each of its services has so many outside clients. A call takes
// two descriptors.
func CallsBeside(connections, services int) int {
	if files := descriptorLimit(); files > 0 {
		return max((files-otherFiles-connections*services)/2, 1)
	}
	return mostConnections
}
