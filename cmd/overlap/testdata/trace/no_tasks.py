import sys

print('input', sys.stdin.read())
print([m for m in sys.modules if 'asyncio' in m or 'json' in m], file=sys.stderr)
raise SystemExit('no tasks here')
