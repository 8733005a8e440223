//! People, organisations and places: who they are, and whether the text calls them by one name throughout.
//!
//! | file | yields |
//! | --- | --- |
//! | `entities/` | people, organisations, places, with every mention |
//! | `shared_names.rs` | surnames that several people have |
//! | `shared_surnames.rs` | bare surnames after two full names with them |
//! | `spellings.rs`, `namesakes.rs` | names spelled two ways; one surname under two given names |
//! | `genders.rs` | pronouns of two genders for one person |
//! | `double_names.rs` | bodies and places under two names |
//! | `post_conflicts.rs`, `courtesies.rs` | one person under two offices or two courtesy titles |
//! | `introductions.rs` | people named by surname before they are introduced |
//! | `acronyms.rs`, `initialisms.rs` | acronyms in brackets; letters that nothing explains |
//! | `ages.rs` | ages and birth years, and those given twice for one person |
//! | `same_name.rs` | whether one name can stand for the other |
//! | `lives.rs` | ages and births told of the person whom a story is about, without the name |
//! | `fullest_titles.rs` | the titles of a person without those that are part of another |
//! | `other_names.rs` | names that are not known to be of a person, an organisation or a place |

pub mod acronyms;
pub mod ages;
pub mod courtesies;
pub mod double_names;
pub mod entities;
pub(crate) mod fullest_titles;
pub mod genders;
pub mod initialisms;
pub mod introductions;
pub mod lives;
pub mod namesakes;
pub mod other_names;
pub mod post_conflicts;
mod same_name;
pub(crate) mod shared_names;
pub mod shared_surnames;
pub mod spellings;

pub(crate) use same_name::{has_words_of, same_name};
