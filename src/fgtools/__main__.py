"""`python -m fgtools`, the same as `fgtools`."""

from fgtools.cli.main import main

if __name__ == "__main__":
    main()
