namespace Mmei.Cli.EvaluatePolicy;

/// <summary>A log cannot be evaluated: it lacks a column, or a cell of it is not what it must be.</summary>
/// <param name="file">The log.</param>
/// <param name="row">From 1, the header.</param>
/// <param name="column">The column; null where the row as a whole is wrong.</param>
/// <param name="problem">What is wrong.</param>
internal sealed class UnreadableLogException(string file, long row, string? column, string problem)
    : Exception($"{file}, row {row}{(column is null ? "" : $", column {column}")}: {problem}")
{
    public string File { get; } = file;

    public long Row { get; } = row;

    public string? Column { get; } = column;
}
