//! Vocabularies: enums that are words in tables and JSON, and bytes in a file.

/// Implements the textual form of an enum: `as_str`, `ALL`, `Display`,
/// `FromStr`, its byte in a lexicon file, and serialisation as that text.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $byte:literal, $text:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order that sorting gives them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word for this value in source tables and in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The words for all values, as an error message lists them.
            #[allow(dead_code, reason = "only the vocabularies of table columns are listed in errors")]
            pub(crate) const EXPECTED: &'static str = concat!("one of:" $(, " ", $text)+);

            #[allow(dead_code, reason = "not every vocabulary is stored in a file")]
            pub(crate) const fn to_byte(self) -> u8 {
                match self { $($name::$variant => $byte),+ }
            }

            #[allow(dead_code, reason = "not every vocabulary is stored in a file")]
            pub(crate) const fn from_byte(byte: u8) -> Option<$name> {
                match byte { $($byte => Some($name::$variant),)+ _ => None }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = crate::error::UnknownWord;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                match text {
                    $($text => Ok($name::$variant),)+
                    _ => Err(crate::error::UnknownWord::new($what, text, $name::EXPECTED)),
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use vocabulary;
