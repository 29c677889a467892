"""
`python -m disclint`.
"""

from disclint.cli import main

if __name__ == "__main__":
    main()
