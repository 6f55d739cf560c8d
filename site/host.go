package site

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// hosts are the names under which requests may come. A page of the internet can make its own name stand
// for 127.0.0.1 and then read what a loopback server answers (DNS rebinding); its requests still carry
// that name, so they are told from ours by it.
type hosts struct {
	told string // the host the listener was told, lower case
	any  bool   // listening on every address: any address literal is ours, and none can be rebound
}

// hostsFor returns the names for a listener told to listen on addr ("host:port", or "" for loopback alone).
func hostsFor(addr string) hosts {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip, err := netip.ParseAddr(host)
	return hosts{told: strings.ToLower(host), any: err == nil && ip.IsUnspecified() || strings.HasPrefix(addr, ":")}
}

// allow reports whether a request's Host header is one of ours.
func (h hosts) allow(header string) bool {
	host, _, err := net.SplitHostPort(header)
	if err != nil {
		host = strings.Trim(header, "[]")
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "" {
		return false
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return h.any || ip.IsLoopback() || host == h.told
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == h.told
}

// guard refuses requests that came under another name.
func (h hosts) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !h.allow(r.Host) {
			w.Header().Set("X-Content-Type-Options", "nosniff")
			http.Error(w, "this server does not answer for that host: ask for it by the address it printed", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
