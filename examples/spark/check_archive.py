#!/usr/bin/env python3
"""Checks an archive of articles with onrecord on Apache Spark.

    spark-submit check_archive.py ARTICLES.ndjson REPORTS [--onrecord PATH] [--partitions N]

ARTICLES has a JSON object a line, with an `id` (or its report is named by its line in the partition) and `text` (or `html`); whatever Spark can read as lines will do, such as a
folder on HDFS or S3. REPORTS becomes a folder of NDJSON, a report an article, as `onrecord -f ndjson` writes it.

Each partition has an onrecord of its own, which is fed line by line, so that a worker needs the memory of some articles. A
line that cannot be read becomes a report of type "unreadable". A worker that dies loses its partition only, and Spark runs
that again; the same article gives the same report.
"""
import argparse
import contextlib
import subprocess
import threading
from collections.abc import Iterable, Iterator


def check(lines: Iterable[str], onrecord: str = "onrecord") -> Iterator[str]:
    """The reports, a line of JSON each, on articles that are a line of JSON each, in their order."""
    command = [onrecord, "check", "-", "--input-format", "ndjson", "-f", "ndjson", "--threads", "1", "--quiet"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    ended = False
    failed: list[BaseException] = []
    with subprocess.Popen(command, **pipes, text=True, encoding="utf-8") as process:

        def feed() -> None:
            try:
                # A process that died says so by its status.
                with contextlib.suppress(BrokenPipeError), process.stdin:
                    for line in lines:
                        process.stdin.write(line.rstrip("\n") + "\n")
            except BaseException as error:
                failed.append(error)

        # Aside: onrecord answers before it has read all, and would wait for us while we wait for it.
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        for report in process.stdout:
            # The last line has the totals of the partition.
            if report.startswith('{"type":"summary"'):
                ended = True
            else:
                yield report.rstrip("\n")
        feeder.join()
    if failed:
        # Half a partition is none.
        raise failed[0]
    # 0 nothing found, 1 findings, 2 some articles could not be read; anything else, or no totals, is a process that died.
    if process.returncode not in (0, 1, 2) or not ended:
        raise RuntimeError(f"onrecord ended with status {process.returncode} before its last report")


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks an archive of articles with onrecord on Apache Spark.")
    parser.add_argument("articles")
    parser.add_argument("reports")
    parser.add_argument("--onrecord", default="onrecord", help="where the program is on the workers")
    parser.add_argument("--partitions", type=int, help="as many as there are processors, or more")
    args = parser.parse_args()

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("onrecord").getOrCreate()
    lines = spark.sparkContext.textFile(args.articles, minPartitions=args.partitions)
    onrecord = args.onrecord
    lines.mapPartitions(lambda part: check(part, onrecord)).saveAsTextFile(args.reports)
    spark.stop()


if __name__ == "__main__":
    main()
