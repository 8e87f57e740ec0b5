import fine
1 / 0
