from desk import Desk


class Room:
    def __init__(self):
        self.desk = Desk()
