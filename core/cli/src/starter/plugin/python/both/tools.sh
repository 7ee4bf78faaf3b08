# What building this plugin needs, on a machine with Python 3.10 or later.
python3 -m venv .venv
.venv/bin/pip install --quiet componentize-py==0.25.1
