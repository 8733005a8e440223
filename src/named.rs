//! Closed sets whose members have names: what rules, reports and their readers call them.

/// Defines an enum with the name of each variant beside it.
macro_rules! named {
    ($(#[$meta:meta])* $vis:vis enum $type:ident {
        $($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $vis enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// The names of all, in order.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// Its name in rules and reports.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

pub(crate) use named;
