"""The API beside its peers: eight shapes on one graph, in one run. Not here: the API over its driver."""
