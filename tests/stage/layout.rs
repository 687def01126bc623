//! Every screen at every size: nothing is cut, nothing lies over text, and everything can be reached.
