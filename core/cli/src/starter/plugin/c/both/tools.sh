# What building this plugin needs, on a machine with Python 3.
python3 -m venv .venv
.venv/bin/pip install --quiet ziglang==0.17.1
