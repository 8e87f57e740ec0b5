import inner


inner.divide(0)
