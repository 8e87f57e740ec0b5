print("fine runs")
