using Mmei.Expressions.Reading;

namespace Mmei.Expressions;

/// <summary>
/// What may be asked of an item, as <c>kind == 'music' and attributes.bpm &lt; 100</c>. What an item does not say is unknown, and so is
/// what follows from it alone (three-valued logic; Kleene, 1952). It is kept without a <c>not</c> above its tests, each of which has an
/// opposite: so what is true is told from what is false or unknown by one truth value.
/// </summary>
public abstract record Expression
{
    public const int MostCharacters = 2000;

    /// <summary>Comparisons in one expression.</summary>
    public const int MostTests = 64;

    /// <summary>Values in all lists of one expression together.</summary>
    public const int MostListed = 100;

    /// <summary>Brackets and negations within each other.</summary>
    public const int MostDepth = 16;

    /// <exception cref="MalformedExpressionException">It cannot be read; the message says where, and what is allowed there.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MostCharacters
            ? new Parser(text).Read()
            : throw new MalformedExpressionException(MostCharacters + 1, $"an expression has at most {MostCharacters} characters");
    }

    /// <summary>Whether it is true of an item; not where it is unknown.</summary>
    public abstract bool Holds(IDescribedItem item);

    /// <summary>What is true where this is false. Where this is unknown, that is too.</summary>
    public abstract Expression Negated();
}
