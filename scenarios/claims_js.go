package scenarios

// Claims adds nothing: the page's program checks no claims. Claims is generic because a conversion of x to an interface
// would make the linker keep every method of x's type.
func Claims[T any](*Declaration, T) {}
