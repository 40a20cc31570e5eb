"""The divisions of Ningxia as a source: codes of GB/T 2260 from 1980 on, and what became of each."""
