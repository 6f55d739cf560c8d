package fanout

func arms() []arm { return []arm{simulated} }
