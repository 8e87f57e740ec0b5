print(__name__, "runs")
