# math.nextafter keeps the sign on the step to zero.
import math
t = 5e-324
print(math.nextafter(-t, 0.0), math.nextafter(t, -0.0))
print(math.nextafter(-t, -0.0), math.nextafter(-t, 0.0, steps=1), math.nextafter(-t, 1.0), math.nextafter(-0.0, 1.0))
