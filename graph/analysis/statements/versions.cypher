// How often each area of the model has been written, and so whether anything has changed.
MATCH (version:GraphVersion)
RETURN version.area AS area, version.n AS n
