// The first model. No data precedes it, so nothing has to move.
// forward
// back
