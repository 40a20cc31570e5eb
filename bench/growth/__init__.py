"""The API on ever larger graphs: the same requests, each as fast on the largest. Not here: its peers."""
