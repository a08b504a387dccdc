"""One thread for BLAS: its threads wait for each other where cores are busy."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
