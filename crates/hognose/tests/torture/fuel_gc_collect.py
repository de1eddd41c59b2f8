# Collections asked for without end while much is alive.
# ends: fuel
import gc
kept = [[] for _ in range(20_000)]
while True:
    gc.collect()
