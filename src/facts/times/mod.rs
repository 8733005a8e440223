//! Dates and the order of events.
//!
//! | file | yields |
//! | --- | --- |
//! | `dates.rs` | dates and weekdays, resolved against the publication date |
//! | `timeline/` | times in an order, the time between them, days in a tense |

pub mod dates;
pub mod timeline;
