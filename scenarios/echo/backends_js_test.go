package echo

func backends() []backend { return []backend{simulated} }
