//! Findings and facts out: one file per format, none of which judges or reads anything.
