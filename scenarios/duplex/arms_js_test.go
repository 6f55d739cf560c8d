package duplex

func arms() []arm { return []arm{simulated} }
