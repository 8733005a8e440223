"""The example for Spark gives what one run gives. `ONRECORD=target/release/onrecord python3 test_check_archive.py`"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from check_archive import check  # noqa: E402

ONRECORD = str(Path(os.environ.get("ONRECORD", "onrecord")))
ARTICLES = [
    json.dumps({"id": f"a{number}", "headline": "Bridge to reopen", "text": f"“The the bridge opens in {number} days,” Anna Holt said.\n\nShe has waited for {number + 1} years."})
    for number in range(40)
]
BROKEN = '{"id": "broken", '


def alone(lines: list[str]) -> list[str]:
    """The reports of one run over all articles."""
    command = [ONRECORD, "check", "-", "--input-format", "ndjson", "-f", "ndjson", "--quiet"]
    ran = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, encoding="utf-8")
    return ran.stdout.splitlines()[:-1]


def dies_once(marker: Path) -> str:
    """A program that ends in the middle of its first report, and is onrecord from then on."""
    script = marker.with_suffix(".sh")
    script.write_text(f"#!/bin/sh\nif mkdir '{marker}' 2> /dev/null; then printf '{{\"type\":\"doc'; kill -9 $$; fi\nexec '{ONRECORD}' \"$@\"\n")
    script.chmod(0o755)
    return str(script)


class InPartitions(unittest.TestCase):
    def test_partitions_give_what_one_run_gives(self):
        lines = ARTICLES[:20] + [BROKEN] + ARTICLES[20:]
        parts = [lines[:7], lines[7:20], lines[20:], []]
        reports = [report for part in parts for report in check(part, ONRECORD)]
        unreadable = [report for report in reports if '"unreadable"' in report]
        self.assertEqual(len(unreadable), 1)
        one = [report for report in alone(lines) if report not in unreadable and '"unreadable"' not in report]
        self.assertEqual([report for report in reports if report not in unreadable], one)
        self.assertEqual(len(one), len(ARTICLES))

    def test_a_process_that_dies_is_no_empty_partition(self):
        with tempfile.TemporaryDirectory() as folder:
            program = dies_once(Path(folder) / "died")
            with self.assertRaises(RuntimeError):
                list(check(ARTICLES, program))
            self.assertEqual(list(check(ARTICLES, program)), alone(ARTICLES))


    def test_articles_that_end_in_an_error_are_no_shorter_partition(self):
        def articles():
            yield ARTICLES[0]
            raise OSError("the disk is gone")

        with self.assertRaises(OSError):
            list(check(articles(), ONRECORD))


class OnSpark(unittest.TestCase):
    def test_a_worker_that_dies_changes_nothing(self):
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            self.skipTest("pyspark is not installed")
        with tempfile.TemporaryDirectory() as folder:
            program = dies_once(Path(folder) / "died")
            # local[cores, tries]: a partition is tried again.
            spark = SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", "false").getOrCreate()
            spark.sparkContext.setLogLevel("OFF")
            try:
                spark.sparkContext.addPyFile(str(HERE / "check_archive.py"))
                lines = spark.sparkContext.parallelize(ARTICLES, 4)
                reports = lines.mapPartitions(lambda part: check(part, program)).collect()
            finally:
                spark.stop()
            self.assertTrue((Path(folder) / "died").is_dir())
            self.assertEqual(reports, alone(ARTICLES))


if __name__ == "__main__":
    unittest.main()
