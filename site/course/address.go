package course

import "strings"

// Site is the address of a site, with a slash at its end. Platforms keep addresses for years, so they have the whole of them.
type Site string

// NewSite returns the site at an address, with or without that slash.
func NewSite(address string) Site { return Site(strings.TrimSuffix(address, "/") + "/") }

// page returns the address of a scenario's page with settings.
func (s Site) page(id, query string) string { return s.to("s/", id, query) }

// picture returns the address of the run alone, which other pages embed.
func (s Site) picture(id, query string) string { return s.to("embed/", id, query) }

// task returns the address of the page that reports a score.
func (s Site) task(id, query string) string { return s.to("task/", id, query) }

func (s Site) to(folder, id, query string) string {
	if query != "" {
		query = "?" + query
	}
	return string(s) + folder + id + "/" + query
}
