namespace Mmei.Expressions;

/// <summary>A text is no expression. The message may be shown to whoever wrote it.</summary>
/// <param name="position">The character at which it is wrong, from 1.</param>
/// <param name="problem">What is wrong there, and what is allowed.</param>
public sealed class MalformedExpressionException(int position, string problem) : Exception($"at character {position}: {problem}")
{
    public int Position { get; } = position;
}
