"""What loading costs: a department's extract, beside a script written by hand for it, in one run."""
