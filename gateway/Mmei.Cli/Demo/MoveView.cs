using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mmei.Cli.Demo;

/// <summary>The slate before and after, side by side.</summary>
internal sealed class MoveView(RankingMove move) : IRenderable
{
    private readonly Table _table = ToTable(move);

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)_table).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)_table).Render(options, maxWidth);

    private static Table ToTable(RankingMove move)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("#", "before", "after");
        for (var place = 0; place < Math.Max(move.Before.Items.Count, move.After.Items.Count); place++)
        {
            table.AddRow(
                (place + 1).ToString(CultureInfo.InvariantCulture), Cell(move.Before, place, move.Rewarded), Cell(
                    move.After, place, move.Rewarded));
        }

        return table;
    }

    private static string Cell(Contracts.Api.V1.ObservationAnswer slate, int place, string rewarded)
    {
        if (place >= slate.Items.Count)
        {
            return "";
        }

        var item = slate.Items[place];
        var text = Markup.Escape($"{item.Id} {item.Title} {item.Score.ToString("0.000", CultureInfo.InvariantCulture)}");
        return item.Id == rewarded ? $"[bold]> {text}[/]" : $"  {text}";
    }
}
