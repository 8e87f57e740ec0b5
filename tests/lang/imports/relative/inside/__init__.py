value = "inside"
