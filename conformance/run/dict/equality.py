# Equality ignores order; values compare by identity first.
nan = float("nan")
print({1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} == {1.0: 2.0}, {1: 2} != {1: 3}, {} == [], {1: nan} == {1: nan}, {"a": {"b": [1]}} == {"a": {"b": [1]}}, {1: 1} == {2: 1}, {1: 1} == {1: 1, 2: 2})
print({"a": 1}.items() == {"a": 1}.items(), {"a": 1}.keys() == {"a": 2}.keys(), {"a": 1}.values() == {"a": 1}.values(), list({"a": 1}.values()) == [1])
