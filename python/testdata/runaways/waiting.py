import queue
import threading

numbers = queue.Queue()
thread = threading.Thread(target=lambda: print(numbers.get()))
thread.start()
numbers.put(1)
