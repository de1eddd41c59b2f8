# OrderedDict, defaultdict, Counter and ChainMap.
from collections import *
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a')
print(o, o.popitem(), o.popitem(last=False), list(o))
o = OrderedDict([('x', 1), ('y', 2), ('z', 3)])
o.move_to_end('z', last=False)
print(o, o == OrderedDict(x=1, y=2, z=3), o == dict(x=1, y=2, z=3), o.copy(), o | {'w': 1}, OrderedDict(), OrderedDict.fromkeys('ab', 0), list(reversed(o)))
dd = defaultdict(list)
dd['a'].append(1)
dd['b']
print(dd, dd.get('zz'), dd.default_factory, dict(dd), dd.copy())
dd2 = defaultdict(int, {'k': 1}, z=2)
dd2['q'] += 1
print(dd2)
for bad in (lambda: defaultdict(3), lambda: defaultdict()['x'], lambda: o.move_to_end('nope'), lambda: OrderedDict().popitem()):
    try:
        print(bad())
    except Exception as x:
        print(type(x).__name__, x)
c = Counter('abracadabra')
print(c, c.most_common(2), c['zz'], c.total(), list(c.elements())[:4])
c.update('aaz')
c.subtract({'b': 5})
print(c, +c, -c)
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1), Counter(), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
del c['nope']
c['x'] -= 3
print(c)
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(cm, cm['a'], cm['b'], len(cm), list(cm), cm.get('z'), 'b' in cm, cm.parents, cm.new_child({'q': 1}), dict(cm))
cm['z'] = 1
print(cm.maps)
