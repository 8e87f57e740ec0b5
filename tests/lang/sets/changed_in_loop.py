s = {0}
for x in s:  # error: RuntimeError: Set changed size during iteration
    s.add(1)  
