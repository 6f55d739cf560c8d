package scenarios

// Claims adds nothing: the page's program checks no claims. It is generic, so that no scenario's variables need be
// described to the linker with all their methods, as they were if they became an interface.
func Claims[T any](*Declaration, T) {}
