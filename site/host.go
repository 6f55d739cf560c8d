package site

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// hosts are the host names that requests may carry. A page of the internet can make its own host name resolve to
// 127.0.0.1 and then read the answers of a loopback server (DNS rebinding). Its requests carry that name, by which the
// server refuses them.
type hosts struct {
	listenHost string // of the address to listen on, in lower case
	any        bool   // listening on every address: any IP address is allowed, since DNS cannot rebind one
}

// hostsFor returns the hosts for a server that listens on addr ("host:port", or "" for loopback alone).
func hostsFor(addr string) hosts {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip, err := netip.ParseAddr(host)
	return hosts{listenHost: strings.ToLower(host), any: err == nil && ip.IsUnspecified() || strings.HasPrefix(addr, ":")}
}

// allow reports whether requests may carry a Host header.
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
		return h.any || ip.IsLoopback() || host == h.listenHost
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == h.listenHost
}

// Guard refuses requests whose host is neither a loopback name nor the host of addr, as Handler does.
func Guard(addr string, next http.Handler) http.Handler { return hostsFor(addr).guard(next) }

// guard refuses requests for other hosts with status 421.
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
