package echo

func arms() []arm { return []arm{simulated} }
