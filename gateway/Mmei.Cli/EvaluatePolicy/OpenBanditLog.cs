using System.Globalization;
using CsvHelper;

namespace Mmei.Cli.EvaluatePolicy;

/// <summary>
/// A log in the form of the Open Bandit Dataset (Saito et al., 2021): CSV with at least the columns <c>item_id</c>, <c>position</c>,
/// <c>click</c> and <c>propensity_score</c>, a row for each item shown.
/// </summary>
/// <param name="Name">The file's.</param>
/// <param name="Rows">At least one.</param>
internal sealed record OpenBanditLog(string Name, IReadOnlyList<OpenBanditRow> Rows)
{
    private const string Item = "item_id";
    private const string Position = "position";
    private const string Click = "click";
    private const string Propensity = "propensity_score";

    private const int MostPositions = 1000;

    private static readonly string[] Columns = [Item, Position, Click, Propensity];

    /// <exception cref="UnreadableLogException">The file is no such log; the message names file, row and column.</exception>
    public static async Task<OpenBanditLog> ReadAsync(string name, Stream file, CancellationToken cancellationToken)
    {
        await using var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true }, leaveOpen: true);
        var rows = new List<OpenBanditRow>();
        try
        {
            await csv.ReadHeaderAsync(cancellationToken);
            var cells = Columns.Select(column => (column, ColumnOf(name, csv, column))).ToArray();
            while (await csv.ReadAsync(cancellationToken))
            {
                rows.Add(Read(name, csv, cells));
            }
        }
        catch (CsvFormatException exception)
        {
            throw new UnreadableLogException(name, Math.Max(1, exception.LineNumber), null, "cannot be read as CSV.");
        }

        return rows.Count > 0
            ? new OpenBanditLog(name, rows)
            : throw new UnreadableLogException(name, 1, null, "there is no row below the header.");
    }

    private static int ColumnOf(string name, CsvReader csv, string column) => csv.TryGetFieldIndex(column, out var index)
        ? index
        : throw new UnreadableLogException(
            name, 1, column,
            column == Propensity
                ? "the header has no such column. Without propensities nothing can be said of another policy."
                : $"the header has no such column. A log has {string.Join(", ", Columns)}.");

    private static OpenBanditRow Read(string name, CsvReader csv, (string Column, int Index)[] cells)
    {
        return new OpenBanditRow(
            Cell(0) is { Length: > 0 } item ? item : throw Wrong(0, "an item's id"),
            Number(1) is >= 1 and <= MostPositions and var position
                ? position
                : throw Wrong(1, $"a whole number from 1 to {MostPositions}"),
            Number(2) is { } click and (0 or 1) ? click : throw Wrong(2, "0 or 1"),
            double.TryParse(Cell(3), NumberStyles.Float, CultureInfo.InvariantCulture, out var propensity) && propensity is > 0 and <= 1
                ? propensity
                : throw Wrong(3, "a probability above 0 and at most 1"));

        string Cell(int column) => cells[column].Index < csv.FieldCount ? csv.GetString(cells[column].Index) ?? "" : "";

        int? Number(int column) =>
            int.TryParse(Cell(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        UnreadableLogException Wrong(int column, string takes) =>
            new(name, csv.LineNumber, cells[column].Column, $"takes {takes}, not '{Cell(column)}'.");
    }
}
