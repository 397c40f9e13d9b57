"""What a process and its children have used is counted once."""

import subprocess
import sys

from benchmarks.cpu import seconds_of_tree

# A process whose child works for a while, lives on until it is told to end, and is collected.
WITH_A_CHILD = """
import os, sys, time
ending, told = os.pipe()
if os.fork() == 0:
    while time.process_time() < 0.4:
        pass
    print("worked", flush=True)
    os.read(ending, 1)
    os._exit(0)
sys.stdin.readline()
os.write(told, b"x")
os.wait()
print("collected", flush=True)
sys.stdin.readline()
"""


def test_a_child_that_ends_is_not_counted_again_with_its_parent():
    command = [sys.executable, "-c", WITH_A_CHILD]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdout.readline()
        while_it_lived = seconds_of_tree(parent.pid)
        print(file=parent.stdin, flush=True)
        parent.stdout.readline()
        afterwards = seconds_of_tree(parent.pid)
        print(file=parent.stdin, flush=True)

    assert while_it_lived > 0.4
    assert afterwards - while_it_lived < 0.2
