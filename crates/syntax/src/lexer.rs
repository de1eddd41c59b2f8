//! The generated lexer: tokens that can be told by their first characters alone. It knows neither lines nor strings'
//! ends nor what comes after a number: the layout layer goes on by hand from the opening quote and the first digit.

use crate::token::TokenKind;
use logos::Logos;

/// What logos matches. `Kind` is a whole token already.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(skip r"[ \t\x0c]+")]
pub enum Raw {
    #[regex(r"[A-Za-z_][A-Za-z0-9_]*", |lex| word(lex.slice()))]
    Word(TokenKind),
    #[regex(r"[0-9]|\.[0-9]")]
    Number,
    /// A prefix and the opening quote or quotes.
    #[regex(r#"([rRbBuU]|[bB][rR]|[rR][bB])?("""|'''|"|')"#)]
    StringOpen,
    #[regex(r#"([fF]|[fF][rR]|[rR][fF])("""|'''|"|')"#)]
    FStringOpen,
    #[token("#")]
    Comment,
    #[token("\n")]
    #[token("\r\n")]
    #[token("\r")]
    LineEnd,
    #[token("\\")]
    Backslash,
    #[regex(r"[!%&()*+,\-./:;<=>@\[\]^{|}~]|\.\.\.|->|:=|==|!=|<>|<=|>=|<<=?|>>=?|\*\*=?|//=?|[-+*/%&|\^@]=", |lex| sign(lex.slice()))]
    Sign(TokenKind),
}

fn word(text: &str) -> TokenKind {
    use TokenKind::*;
    match text {
        "False" => False,
        "None" => None,
        "True" => True,
        "and" => And,
        "as" => As,
        "assert" => Assert,
        "async" => Async,
        "await" => Await,
        "break" => Break,
        "class" => Class,
        "continue" => Continue,
        "def" => Def,
        "del" => Del,
        "elif" => Elif,
        "else" => Else,
        "except" => Except,
        "finally" => Finally,
        "for" => For,
        "from" => From,
        "global" => Global,
        "if" => If,
        "import" => Import,
        "in" => In,
        "is" => Is,
        "lambda" => Lambda,
        "nonlocal" => Nonlocal,
        "not" => Not,
        "or" => Or,
        "pass" => Pass,
        "raise" => Raise,
        "return" => Return,
        "try" => Try,
        "while" => While,
        "with" => With,
        "yield" => Yield,
        _ => Name,
    }
}

fn sign(text: &str) -> TokenKind {
    use TokenKind::*;
    match text {
        "(" => LeftParen,
        ")" => RightParen,
        "[" => LeftBracket,
        "]" => RightBracket,
        "{" => LeftBrace,
        "}" => RightBrace,
        "," => Comma,
        ":" => Colon,
        ";" => Semicolon,
        "." => Dot,
        "..." => Ellipsis,
        "->" => Arrow,
        ":=" => Walrus,
        "!" => Exclamation,
        "@" => At,
        "=" => Equal,
        "+" => Plus,
        "-" => Minus,
        "*" => Star,
        "**" => DoubleStar,
        "/" => Slash,
        "//" => DoubleSlash,
        "%" => Percent,
        "<<" => LeftShift,
        ">>" => RightShift,
        "&" => Ampersand,
        "|" => Bar,
        "^" => Caret,
        "~" => Tilde,
        "<" => Less,
        ">" => Greater,
        "<=" => LessEqual,
        ">=" => GreaterEqual,
        "==" => EqualEqual,
        "!=" => NotEqual,
        "+=" => PlusEqual,
        "-=" => MinusEqual,
        "*=" => StarEqual,
        "/=" => SlashEqual,
        "//=" => DoubleSlashEqual,
        "%=" => PercentEqual,
        "**=" => DoubleStarEqual,
        "<<=" => LeftShiftEqual,
        ">>=" => RightShiftEqual,
        "&=" => AmpersandEqual,
        "|=" => BarEqual,
        "^=" => CaretEqual,
        "@=" => AtEqual,
        _ => Unknown,
    }
}
