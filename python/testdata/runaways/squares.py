import time

begin = time.perf_counter()
print(sum(n * n for n in range(1_000_000)))
print(f"{time.perf_counter() - begin:.2f} s")
