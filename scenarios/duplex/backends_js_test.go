package duplex

func backends() []backend { return []backend{simulated} }
