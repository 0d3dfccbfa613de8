"""How the bundled English pipeline is made from open treebanks (see README.md beside this file)."""
