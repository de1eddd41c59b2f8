//! Tokens: what the layout layer hands to the grammar. A token is a kind and a span; its text is in the source.

use hognose_source::Span;

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

impl Token {
    /// A token of `kind` from `start` to `end`.
    pub const fn new(kind: TokenKind, start: usize, end: usize) -> Token {
        Token { kind, span: Span::new(start as u32, end as u32) }
    }
}

macro_rules! token_kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal)*) => {
        /// What a token is. Soft keywords are kinds of their own only where they act as keywords.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum TokenKind { $($(#[$doc])* $name),* }

        impl TokenKind {
            /// The token as written, or what stands for it in a message when its text varies.
            pub fn text(self) -> &'static str {
                match self { $(TokenKind::$name => $text),* }
            }
        }
    };
}

token_kinds! {
    Name "name" Integer "integer" Float "float" Imaginary "imaginary number" String "string"
    FStringStart "f-string" FStringMiddle "f-string text" FStringRawMiddle "f-string text" FStringEnd "end of f-string"
    FStringConversion "conversion" FStringColon ":" FStringEqual "=" FStringOpen "{" FStringClose "}"
    Newline "newline" Indent "indent" Dedent "dedent"
    /// Where a block should have begun; the layout layer has reported it.
    MissingBlock "block"
    /// A character or literal that is no token; already reported, except for a few lone signs.
    Unknown "unknown character"

    False "False" None "None" True "True" And "and" As "as" Assert "assert" Async "async" Await "await"
    Break "break" Class "class" Continue "continue" Def "def" Del "del" Elif "elif" Else "else" Except "except"
    Finally "finally" For "for" From "from" Global "global" If "if" Import "import" In "in" Is "is" Lambda "lambda"
    Nonlocal "nonlocal" Not "not" Or "or" Pass "pass" Raise "raise" Return "return" Try "try" While "while"
    With "with" Yield "yield"
    Match "match" Case "case" Type "type"
    /// `with (` when the parenthesis belongs to the statement and not to an expression.
    WithParenthesis "with ("

    LeftParen "(" RightParen ")" LeftBracket "[" RightBracket "]" LeftBrace "{" RightBrace "}"
    Comma "," Colon ":" Semicolon ";" Dot "." Ellipsis "..." Arrow "->" Walrus ":=" Exclamation "!" At "@" Equal "="
    Plus "+" Minus "-" Star "*" DoubleStar "**" Slash "/" DoubleSlash "//" Percent "%" LeftShift "<<" RightShift ">>"
    Ampersand "&" Bar "|" Caret "^" Tilde "~"
    Less "<" Greater ">" LessEqual "<=" GreaterEqual ">=" EqualEqual "==" NotEqual "!="
    PlusEqual "+=" MinusEqual "-=" StarEqual "*=" SlashEqual "/=" DoubleSlashEqual "//=" PercentEqual "%="
    DoubleStarEqual "**=" LeftShiftEqual "<<=" RightShiftEqual ">>=" AmpersandEqual "&=" BarEqual "|=" CaretEqual "^="
    AtEqual "@="
}

impl TokenKind {
    /// Whether this is a hard keyword, which can never be a name.
    pub fn is_keyword(self) -> bool {
        (TokenKind::False as u8..=TokenKind::Yield as u8).contains(&(self as u8))
    }

    /// Whether this opens a bracket (or a replacement field).
    pub fn opens(self) -> bool {
        use TokenKind::*;
        matches!(self, LeftParen | LeftBracket | LeftBrace | FStringOpen | FStringStart)
    }

    /// Whether this closes a bracket (or a replacement field).
    pub fn closes(self) -> bool {
        use TokenKind::*;
        matches!(self, RightParen | RightBracket | RightBrace | FStringClose | FStringEnd)
    }

    /// Whether an expression can begin with this token.
    pub fn begins_expression(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Name | Integer
                | Float
                | Imaginary
                | String
                | FStringStart
                | False
                | None
                | True
                | Await
                | Lambda
                | Not
                | LeftParen
                | LeftBracket
                | LeftBrace
                | Ellipsis
                | Plus
                | Minus
                | Tilde
        )
    }
}
