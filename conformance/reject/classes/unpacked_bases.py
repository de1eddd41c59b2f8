bases = (ValueError, KeyError)


class Missing(*bases):
    pass
