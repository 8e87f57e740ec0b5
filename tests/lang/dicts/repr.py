d = {'it': "it's", 'n': None}
d['self'] = d
print(d)  # expect: {'it': "it's", 'n': None, 'self': {...}}
l = [d]
d['list'] = l
print(l)  # expect: [{'it': "it's", 'n': None, 'self': {...}, 'list': [...]}]
v = {}
v['values'] = v.values()
print(v)  # expect: {'values': dict_values([...])}
print(v.values())  # expect: dict_values([dict_values([...])])
print(str({'ä': 'ж', 1.5: (1,)}), repr({}))  # expect: {'ä': 'ж', 1.5: (1,)} {}
