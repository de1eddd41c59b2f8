"""What CPython has and Hognose lacks raises ModuleNotFoundError, ImportError, AttributeError or NameError with a
note that says so.

Threads, sockets and processes belong to the host: it hands in async functions for what a script needs of them.
"""
import asyncio
import sys


def lacks(what):
    try:
        what()
    except (AttributeError, ImportError, NameError) as error:
        print(f"{type(error).__name__}: {error}")
        print(*getattr(error, "__notes__", ["(no note)"]))


def module():
    import socket


def name():
    from asyncio import create_subprocess_exec


lacks(module)
lacks(name)
lacks(lambda: asyncio.to_thread)
lacks(lambda: asyncio.open_connection)
lacks(lambda: asyncio.new_event_loop().run_in_executor)
lacks(lambda: sys.settrace)
lacks(lambda: asyncio.no_such_name)
lacks(lambda: eval("1"))
lacks(lambda: memoryview(b""))
lacks(lambda: exit())
lacks(lambda: no_such_name)
