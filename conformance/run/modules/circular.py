# Modules that import each other see what the other one has so far.
import cyclic.first
print(cyclic.second.first is cyclic.first, cyclic.first.name)
