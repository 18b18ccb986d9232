"""Renders the templates of a job with Jinja2 and prints JSON: what came out, and how long it took.

render.py JOB REPETITIONS; with 0 repetitions everything is only loaded.
"""

import hashlib
import json
import sys
import time

import jinja2


def main(path, repetitions):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)

    def compile_all():
        environment = jinja2.Environment()
        return [environment.from_string(text) for text in job["texts"]]

    compiled = [] if job["compiles"] else compile_all()
    millis, outputs = [], []
    for _ in range(repetitions):
        began = time.perf_counter()
        templates = compile_all() if job["compiles"] else compiled
        outputs = [template.render(job["context"]) for template in templates]
        millis.append((time.perf_counter() - began) * 1000)
    output = "".join(outputs).encode()
    digest = hashlib.sha256(output).hexdigest()
    print(json.dumps({"digest": digest, "bytes": len(output), "millis": millis}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
