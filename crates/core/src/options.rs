//! Options of analyzers: a struct with named, typed, documented fields that the host fills in.

use crate::error::OptionsError;
use crate::info::OptionInfo;

/// What an analyzer can be told. Declare it with [`options!`](crate::options!).
pub trait Options: Default {
    /// Names, types and defaults, in the order of the indices that [`set`](Self::set) takes.
    const OPTIONS: &'static [OptionInfo];

    /// Sets the option with this index.
    ///
    /// # Errors
    /// If the value is not of the declared type, or there is no such option.
    fn set(&mut self, index: usize, value: OptionValue<'_>) -> Result<(), OptionsError>;
}

/// A value for an option, parsed by the host by the declared type.
#[derive(Clone, Copy, PartialEq, Debug)]
#[non_exhaustive]
pub enum OptionValue<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Text.
    String(&'a str),
}

/// For analyzers that cannot be told anything.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoOptions;

impl Options for NoOptions {
    const OPTIONS: &'static [OptionInfo] = &[];

    fn set(&mut self, index: usize, _: OptionValue<'_>) -> Result<(), OptionsError> {
        Err(OptionsError::new(format!("there is no option number {index}")))
    }
}

/// Declares the options of an analyzer: the struct, its defaults and its [`Options`] impl.
///
/// Types are `bool`, `i64`, `f64` and `String`; the first doc line of a field is what `rashomon plugins inspect` shows.
///
/// ```
/// rashomon_core::options! {
///     /// What the greeter can be told.
///     pub struct GreeterOptions {
///         /// whether to greet twice
///         pub twice: bool = false,
///         /// shortest name that is greeted, in characters
///         pub min_length: i64 = 2,
///     }
/// }
/// assert!(!GreeterOptions::default().twice);
/// ```
#[macro_export]
macro_rules! options {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $(#[doc = $doc:literal] $(#[$more:meta])* pub $field:ident: $kind:ident = $default:expr),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $name { $(#[doc = $doc] $(#[$more])* pub $field: $kind),+ }

        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self { $($field: <$kind>::from($default)),+ }
            }
        }

        impl $crate::Options for $name {
            const OPTIONS: &'static [$crate::OptionInfo] = &[$($crate::OptionInfo {
                name: ::core::stringify!($field),
                doc: $doc.trim_ascii(),
                kind: $crate::__option_kind!($kind),
                default: $crate::__option_kind!(default $kind, $default),
            }),+];

            fn set(&mut self, index: usize, value: $crate::OptionValue<'_>) -> ::std::result::Result<(), $crate::OptionsError> {
                let mut next = 0..;
                $(if next.next() == Some(index) {
                    return match value {
                        $crate::__option_kind!(value $kind, it) => { self.$field = it.into(); Ok(()) }
                        _ => Err($crate::OptionsError::new(::core::concat!("`", ::core::stringify!($field), "` takes a ", ::core::stringify!($kind)))),
                    };
                })+
                Err($crate::OptionsError::new(::std::format!("there is no option number {index}")))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __option_kind {
    (bool) => {
        $crate::OptionKind::Bool
    };
    (i64) => {
        $crate::OptionKind::Integer
    };
    (f64) => {
        $crate::OptionKind::Float
    };
    (String) => {
        $crate::OptionKind::String
    };
    (default String, $default:expr) => {
        $default
    };
    (default $kind:ident, $default:expr) => {
        ::core::stringify!($default)
    };
    (value bool, $it:ident) => {
        $crate::OptionValue::Bool($it)
    };
    (value i64, $it:ident) => {
        $crate::OptionValue::Integer($it)
    };
    (value f64, $it:ident) => {
        $crate::OptionValue::Float($it)
    };
    (value String, $it:ident) => {
        $crate::OptionValue::String($it)
    };
}

#[cfg(test)]
mod tests {
    use crate::{OptionKind, OptionValue, Options};

    options! {
        /// Options of the test.
        pub(crate) struct Sample {
            /// how many
            pub count: i64 = 3,
            /// which one
            pub name: String = "x",
        }
    }

    #[test]
    fn options_are_set_by_index_and_type() {
        let mut sample = Sample::default();
        sample.set(0, OptionValue::Integer(7)).unwrap();
        sample.set(1, OptionValue::String("y")).unwrap();
        assert_eq!((sample.count, sample.name.as_str()), (7, "y"));
        assert!(sample.set(0, OptionValue::Bool(true)).is_err());
        assert!(sample.set(2, OptionValue::Bool(true)).is_err());
        assert_eq!(Sample::OPTIONS[0].doc, "how many");
        assert_eq!(Sample::OPTIONS[1].kind, OptionKind::String);
        assert_eq!((Sample::OPTIONS[0].default, Sample::OPTIONS[1].default), ("3", "x"));
    }
}
