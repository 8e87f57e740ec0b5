print("first starts")
early = "early"
import second
late = "late"
print("first goes on:", second.value)
import outer
