using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mmei.Expressions.Reading;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class Lexer(string text)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const char Escape = '\\';

    private static readonly SearchValues<char> OfNames = SearchValues.Create(Letters + Digits + "_-.");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create(Digits + ".eE+-");
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","];

    // What other languages write, and people therefore try.
    private static readonly (string Theirs, string Ours)[] Foreign =
        [("&&", "'and'"), ("||", "'or'"), ("!", "'not'"), ("=", "'=='"), ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'")];

    private int _at;

    public Token Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        return _at == text.Length ? new Token(TokenKind.End, _at + 1, "")
            : char.IsAsciiLetter(text[_at]) ? Take(TokenKind.Name, OfNames)
            : char.IsAsciiDigit(text[_at]) || text[_at] == '-' ? Number(Take(TokenKind.Number, OfNumbers))
            : text[_at] is '"' or '\'' ? Quoted(text[_at])
            : Symbol();
    }

    private Token Take(TokenKind kind, SearchValues<char> characters)
    {
        var length = text.AsSpan(_at).IndexOfAnyExcept(characters);
        var token = new Token(kind, _at + 1, length < 0 ? text[_at..] : text.Substring(_at, length));
        _at += token.Text.Length;
        return token;
    }

    private static Token Number(Token token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? token with { Number = number }
            : throw new MalformedExpressionException(token.Position, $"{token.Shown} is no number that can be kept, such as 100 or -0.5");

    private Token Quoted(char quote)
    {
        var first = _at + 1;
        var said = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != quote; _at++)
        {
            if (text[_at] == Escape && (++_at == text.Length || (text[_at] != quote && text[_at] != Escape)))
            {
                throw new MalformedExpressionException(_at, @"a '\' in a text stands before a quote or another '\'");
            }

            if (char.IsControl(text[_at]) || !IsWhole(_at))
            {
                throw new MalformedExpressionException(_at + 1, $"{Name(text[_at])} cannot be part of a text");
            }

            said.Append(text[_at]);
        }

        return _at++ < text.Length
            ? new Token(TokenKind.Text, first, said.ToString())
            : throw new MalformedExpressionException(first, $"a text begins that does not end: {quote} is missing");
    }

    /// <summary>A half of a surrogate pair is no character, and cannot be sent on.</summary>
    private bool IsWhole(int at) => !char.IsSurrogate(text[at])
        || (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
        || (at > 0 && char.IsSurrogatePair(text[at - 1], text[at]));

    private Token Symbol()
    {
        if (Symbols.FirstOrDefault(symbol => text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal)) is { } known)
        {
            _at += known.Length;
            return new Token(TokenKind.Symbol, _at - known.Length + 1, known);
        }

        var (theirs, ours) = Foreign.FirstOrDefault(symbol => text.AsSpan(_at).StartsWith(symbol.Theirs, StringComparison.Ordinal));
        throw new MalformedExpressionException(
            _at + 1, ours is null ? $"{Name(text[_at])} can stand within a text alone" : $"'{theirs}' is written {ours}");
    }

    private static string Name(char character) => character is > ' ' and < '\u007f' ? $"'{character}'" : $"U+{(int)character:X4}";
}
