"""`python -m balai.cli`, the same as `balai`."""

from balai.cli.entry import main

main()
