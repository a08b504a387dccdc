"""The notebooks, executed in a clean kernel and stored so that a second run changes nothing."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from numerics.run.files import whole_file

TIMEOUT = 120  # seconds for one cell
WIDGET = "application/vnd.jupyter.widget-view+json"
RICH = {"text/html", "text/latex", "text/markdown", "image/png", "image/svg+xml"}
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NotebookError(Exception):
    """A notebook does not run."""


class Client(NotebookClient):
    """nbclient takes Ctrl-C to end the kernel alone; here it ends the run."""

    interrupted = False

    async def async_start_new_kernel(self, **options: Any) -> None:
        run = asyncio.current_task()
        assert run is not None

        def interrupt() -> None:
            self.interrupted = True
            run.cancel()

        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, interrupt)
        await super().async_start_new_kernel(**options)


def read(path: Path) -> NotebookNode:
    """The notebook in a file.  Raises NotebookError for a file that holds none."""
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, OSError) as error:
        raise NotebookError(f"{path} is no notebook: {error}") from None


def executed(path: Path) -> NotebookNode:
    """The notebook with the outputs of a clean kernel, which imports what this process imports.

    Raises NotebookError, which names the notebook and what the cell raised, and
    KeyboardInterrupt; neither leaves the kernel behind.
    """
    notebook = read(path)
    client = Client(
        notebook,
        timeout=TIMEOUT,
        kernel_name=METADATA["kernelspec"]["name"],
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        asyncio.run(client.async_execute(env=environment()))
    except (asyncio.CancelledError, CellExecutionError, DeadKernelError, TimeoutError) as error:
        if client.interrupted:
            raise KeyboardInterrupt from None
        raise NotebookError(f"{path.name} does not run: {error}") from None
    return tidied(notebook)


def environment() -> dict[str, str]:
    """That of a kernel: this package first, figures in the cells, the same order of sets.

    The working directory is last on the path, for a paper of the reader's own may lie there.  One
    thread for BLAS, unless told otherwise: its threads wait for each other on busy cores.
    """
    packages = str(Path(__file__).parents[2])
    paths = [packages, *filter(None, [os.environ.get("PYTHONPATH")]), os.getcwd()]
    fixed = {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONHASHSEED": "0",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    return {"OPENBLAS_NUM_THREADS": "1"} | os.environ | fixed


def tidied(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from run to run: versions, models of widgets, plain text.

    Plain text stays where an output has nothing richer.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            data.pop(WIDGET, None)
            if RICH & data.keys():
                data.pop("text/plain", None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


def refresh(path: Path) -> None:
    """Execute the notebook and store it with its outputs, whole or not at all."""
    notebook = executed(path)
    with whole_file(path) as draft:
        nbformat.write(notebook, draft)
