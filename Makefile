# Short names for the two commands of the README and their parts.
.PHONY: demo test lint lock

demo:
	python3 .bootstrap.py demo

test:
	python3 .bootstrap.py test

lint:
	python3 .bootstrap.py lint

# The lock: exact versions with hashes, no hosts. Needs uv on the path.
LOCK = uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --quiet --extra build
lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra test --extra bench --extra dask -o requirements-test.lock
