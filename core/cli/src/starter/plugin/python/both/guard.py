"""The guard: an exception that nobody caught becomes a refusal with its message and its line. Without it the host would
only learn that the plugin crashed."""

from componentize_py_types import Err


def guarded(refusal):
    """Around a function: `refusal` makes what its interface calls an error of the message."""

    def around(work):
        def safe(*given):
            try:
                return work(*given)
            except Err:
                raise
            except Exception as error:
                raise Err(refusal(f"{type(error).__name__}: {error} ({line(error)})"))

        return safe

    return around


def line(error):
    """`plugin.py:12`, where it was raised."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
