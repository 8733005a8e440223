//! What titles and given names say about gender, and which given names are short for which.

use super::Gender;
use super::words::fold_at;
use crate::lexicon::{GivenNames, Lexicons, Titles};
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The gender that a given name is used for, where it is used for one only.
pub(in crate::facts) fn of_given(lexicons: &Lexicons, folded: u64) -> Option<Gender> {
    match lexicons.given_names.get(folded)?.class() {
        GivenNames::Male => Some(Gender::Male),
        GivenNames::Female => Some(Gender::Female),
        GivenNames::Either => None,
    }
}

/// The gender that a title's words speak of (`Mr.`, `spokeswoman`).
pub(super) fn of_title(article: &Article, lexicons: &Lexicons, tokens: &Range<usize>) -> Option<Gender> {
    tokens.clone().rev().find_map(|at| lexicons.titles.get(fold_at(article, at))?.class().gender())
}

impl Titles {
    /// The gender that the title itself speaks of.
    pub(in crate::facts) const fn gender(self) -> Option<Gender> {
        match self {
            Self::CourtesyMale | Self::OfficeMale | Self::RankMale | Self::RoleMale => Some(Gender::Male),
            Self::CourtesyFemale | Self::OfficeFemale | Self::RankFemale | Self::RoleFemale => {
                Some(Gender::Female)
            }
            Self::Courtesy | Self::Office | Self::Rank | Self::Role => None,
        }
    }
}

/// Whether two given names can be one person's: equal, an initial of the other, or short for the other.
#[must_use]
pub fn same_given(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    if fold(a) == fold(b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let initials = short.len() <= 3 && short.chars().all(|c| c.is_uppercase() || c == '.');
    if initials {
        return short.chars().next() == long.chars().next();
    }
    // `Rob` and `Robert`, `Alex` and `Alexander`; not `Dan` and `Dana`.
    if short.len() >= 3
        && long.len() >= short.len() + 2
        && long.is_char_boundary(short.len())
        && fold(&long[..short.len()]) == fold(short)
    {
        return true;
    }
    match (SHORT.get(&fold(a)), SHORT.get(&fold(b))) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    }
}

/// Given names that are forms of one another, each mapped to the group it is in.
static SHORT: LazyLock<FxHashMap<u64, usize>> = LazyLock::new(|| {
    GROUPS.iter().enumerate().flat_map(|(i, names)| names.split(' ').map(move |n| (fold(n), i))).collect()
});

const GROUPS: &[&str] = &[
    "William Bill Billy Will Willie Liam",
    "Robert Bob Bobby Rob Robbie Robby Bert",
    "Richard Rick Ricky Dick Rich",
    "James Jim Jimmy Jamie",
    "John Jack Johnny Jon Johnnie",
    "Joseph Joe Joey",
    "Thomas Tom Tommy",
    "Charles Charlie Chuck Chas",
    "Edward Ed Eddie Ted Ned Teddy",
    "Michael Mike Mick Mickey",
    "Anthony Tony",
    "Lawrence Larry Laurence",
    "Andrew Andy Drew",
    "Daniel Dan Danny",
    "David Dave Davey",
    "Donald Don Donnie Donny",
    "Douglas Doug",
    "Eugene Gene",
    "Francis Frank Frankie",
    "Frederick Fred Freddie Freddy",
    "George Georgie",
    "Gerald Gerry Jerry",
    "Gregory Greg Gregg",
    "Harold Harry Hal",
    "Henry Hank Harry",
    "Jeffrey Jeff Geoffrey Geoff",
    "Kenneth Ken Kenny",
    "Leonard Len Lenny Leo",
    "Matthew Matt",
    "Nicholas Nick Nicky",
    "Patrick Pat Paddy",
    "Peter Pete",
    "Philip Phil Phillip",
    "Raymond Ray",
    "Ronald Ron Ronnie",
    "Samuel Sam Sammy",
    "Stephen Steve Steven Stevie",
    "Terence Terry Terrence",
    "Theodore Theo",
    "Timothy Tim",
    "Walter Walt Wally",
    "Alexander Alex Alec Sandy Sasha Aleksandr",
    "Benjamin Ben Benny",
    "Christopher Chris Kit",
    "Albert Al Bert",
    "Alfred Alf Fred",
    "Arthur Art",
    "Bernard Bernie",
    "Clifford Cliff",
    "Clinton Clint",
    "Vincent Vince Vinny",
    "Zachary Zach Zack",
    "Joshua Josh",
    "Jonathan Jon",
    "Jacob Jake",
    "Nathan Nate Nathaniel",
    "Mitchell Mitch",
    "Elizabeth Liz Lizzie Beth Betty Betsy Eliza Bess Libby",
    "Margaret Maggie Meg Peggy Marge Madge Margie",
    "Katherine Kate Katie Kathy Kathryn Catherine Cathy Katharine Kat",
    "Deborah Deb Debbie Debra",
    "Patricia Pat Patty Patti Trish Tricia",
    "Susan Sue Susie Suzanne",
    "Barbara Barb Babs",
    "Jennifer Jen Jenny Jenna",
    "Jessica Jess Jessie",
    "Rebecca Becky Becca",
    "Victoria Vicky Vicki Tori",
    "Cynthia Cindy",
    "Christine Chris Chrissy Christina Tina",
    "Dorothy Dot Dottie",
    "Eleanor Ellie Nell",
    "Frances Fran Frannie",
    "Jacqueline Jackie",
    "Judith Judy",
    "Pamela Pam",
    "Sandra Sandy",
    "Teresa Terry Theresa Tess Terri",
    "Virginia Ginny",
    "Abigail Abby",
    "Amanda Mandy",
    "Samantha Sam",
    "Valerie Val",
    "Stephanie Steph",
    "Dmitri Dmitry Dmytro Dmitro Dmitriy",
    "Vladimir Volodymyr Vlad",
    "Sergei Sergey Serhiy",
    "Alexei Aleksei Alexey Oleksiy",
    "Yuri Yury Yuriy",
    "Mikhail Misha Mykhailo",
    "Nikolai Nikolay Mykola",
    "Mohammed Mohammad Muhammad Mohamed Mohamad",
    "Ahmed Ahmad",
    "Hussein Hussain Hossein",
    "Yusuf Yousef Youssef Yousuf",
    "Ali Aly",
    "Abdullah Abdallah Abdulla",
    "Binyamin Benjamin Bibi",
    "Jose José Pepe",
    "Francisco Paco Pancho",
    "Ignacio Nacho",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_one_name() {
        for (a, b) in
            [("Bill", "William"), ("Rob", "Robert"), ("J.", "John"), ("Dmitro", "Dmytro"), ("Ann", "ann")]
        {
            assert!(same_given(a, b), "{a} {b}");
        }
        for (a, b) in [("Bill", "Hillary"), ("Dan", "Dana"), ("John", "Joan")] {
            assert!(!same_given(a, b), "{a} {b}");
        }
    }
}
