import threading

lock = threading.Lock()


def count():
    with lock:
        print("counted")


with lock:
    thread = threading.Thread(target=count)
    thread.start()
thread.join()
