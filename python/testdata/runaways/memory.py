pieces = []
try:
    while True:
        pieces.append(bytes(10_000_000))
except MemoryError:
    enough = len(pieces) > 1
    pieces.clear()
    print("memory is full", enough)
