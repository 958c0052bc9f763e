namespace Mmei.Expressions.Reading;

/// <param name="Kind">What it is.</param>
/// <param name="Position">Of its first character, from 1.</param>
/// <param name="Text">As it stands; of a text what it says, without quotes.</param>
/// <param name="Number">Of a number.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Text, double Number = 0)
{
    /// <summary>For a message about what stands in the wrong place.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => "a text",
        _ => $"'{(Text.Length <= Longest ? Text : Text[..Longest] + "…")}'",
    };

    private const int Longest = 40;

    public bool Is(string text) => Kind is TokenKind.Name or TokenKind.Symbol && Text == text;
}

internal enum TokenKind
{
    /// <summary>A name or a word of the language.</summary>
    Name,
    Text,
    Number,
    Symbol,
    End,
}
