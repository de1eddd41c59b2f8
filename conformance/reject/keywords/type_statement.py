type Prices = dict[str, float]
