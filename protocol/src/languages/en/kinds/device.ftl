device = Device
device-name = Name of the device
device-users = Users
device-users-name = Name
device-users-role = Function
device-users-ended = Left on
