package fanout

func backends() []backend { return []backend{simulated} }
