"""A command of Rasid: whatever happens, it ends with one line and an exit code to believe."""

from __future__ import annotations

import argparse
import os
import sys
from abc import abstractmethod
from typing import NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.core.errors import RasidError, WrongUsageError
from crawler.core.watch.outcome import USAGE

INTERRUPTED = 130  # 128 + SIGINT, as of `scrapy run`
PIPE_CLOSED = 141  # 128 + SIGPIPE, as of any tool whose reader has gone: `… | head`


class RasidCommand(ScrapyCommand):
    """Says wrong usage with 64 and our errors by their own exit codes, never with a stack."""

    requires_project = True
    requires_crawler_process = False
    takes_arguments = True  # False: options only, and a word more is wrong usage

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's own; wrong ones exit with 64 instead of argparse's 2."""
        super().add_options(parser)
        parser.error = self._wrong_option  # type: ignore[method-assign] # sysexits

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse an option that is misspelt: Scrapy would hand it on as an argument."""
        for arg in args:
            if arg.startswith("-") and arg != "-":
                raise UsageError(f"unknown option {arg}")
        super().process_options(args, opts)

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the command is for. Raises RasidError for what `run` is to say."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Work, and turn what went wrong into a line and `exitcode`."""
        try:
            if args and not self.takes_arguments:
                message = f"unknown argument {args[0]!r}; see scrapy {self._name()} -h"
                raise WrongUsageError(message)
            self.work(args, opts)
            sys.stdout.flush()
        except RasidError as error:
            from crawler.calls.fetching import exit_code_of

            sys.stderr.write(f"rasid: {error}\n")
            self.exitcode = exit_code_of(error)
        except BrokenPipeError:
            # what is still buffered has no reader: Python would complain of it when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exitcode = PIPE_CLOSED
        except KeyboardInterrupt:
            self.exitcode = INTERRUPTED

    def _wrong_option(self, message: str) -> NoReturn:
        sys.stderr.write(f"rasid: {message or 'wrong usage'}; see scrapy {self._name()} -h\n")
        sys.exit(USAGE)

    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2].replace("_", "-")
