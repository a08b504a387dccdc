"""What the README shows is what happens."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from numerics.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_python_examples():
    examples = "".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(test.examples) > 10
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_print_what_is_shown(block, capsys):
    command, _, shown = block.partition("\n")
    program, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "grains"
    main(arguments)
    seconds = re.compile(r" +\d+\.\d$", re.MULTILINE)
    assert seconds.sub("", capsys.readouterr().out) == seconds.sub("", shown)


def test_there_is_a_console_example():
    assert blocks("console")


def test_the_test_command_is_the_one_of_ci():
    (pattern,) = re.findall(r"grep -E '(.*)' README\.md", (ROOT / ".ci/run").read_text())
    (command,) = re.findall(pattern, README, re.MULTILINE)
    assert f"```sh\n{command}\n```" in README
