//! Dates and the order of events.
//!
//! | file | yields |
//! | --- | --- |
//! | `dates.rs` | dates and weekdays, resolved against the publication date |
//! | `weekdays.rs` | days of the week without a date |
//! | `timeline/` | times in an order, the time between them, days in a tense |

pub mod dates;
pub mod timeline;
pub mod weekdays;
