using System.Globalization;
using System.Security;
using System.Text;

namespace Mmei.Cli.Simulate;

/// <summary>Pictures of a run, as SVG.</summary>
internal static class SimulationPlots
{
    private const double Width = 720, Height = 360, Left = 60, Right = 250, Top = 30, Bottom = 45;

    private static readonly string[] Colours = ["#888888", "#333333", "#e69f00", "#0072b2"];

    /// <summary>NDCG@5 of the four arms, by session.</summary>
    public static string Ndcg(SimulationReport report) => Draw(
        "NDCG@5 by session",
        "session",
        [.. report.Arms.Take(Colours.Length).Select(arm => new Line(arm.Name, [.. BySession(arm.NdcgBySession)]))]);

    private static IEnumerable<(double, double)> BySession(IEnumerable<double?> values) =>
        values.Select((value, i) => (i + 1.0, value)).Where(pair => pair.value is not null).Select(pair => (pair.Item1, pair.value!.Value));

    /// <summary>Gains of the emotion-driven arm by how often the emotion is named rightly, with their bounds.</summary>
    public static string Sweep(SimulationReport report)
    {
        return Draw(
            "Gain over agnostic by recognition accuracy",
            "share of emotions named rightly",
            [
                Of("engagement", one => one.Engagement.Value), Of("satisfaction", one => one.Satisfaction.Value),
                Of("satisfaction, low", one => one.Satisfaction.Low), Of("satisfaction, high", one => one.Satisfaction.High),
            ],
            withZero: true);

        Line Of(string name, Func<Comparison, double> gain) =>
            new(name, [.. report.Sweep.OrderBy(one => one.Recognised).Select(one => (one.Recognised, gain(one)))]);
    }

    private static string Draw(string title, string axis, IReadOnlyList<Line> lines, bool withZero = false)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        var (x0, x1) = (points.Min(point => point.X), points.Max(point => point.X));
        var (y0, y1) = (Math.Min(points.Min(point => point.Y), withZero ? 0 : double.MaxValue), points.Max(point => point.Y));
        var svg = new StringBuilder(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        Text(Left, 18, title);
        Text(Left, Height - 8, axis);
        for (var tick = 0; tick <= 4; tick++)
        {
            var (x, y) = (x0 + ((x1 - x0) * tick / 4), y0 + ((y1 - y0) * tick / 4));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{Left} {Down(y):0.0}H{Width - Right}\" stroke=\"#dddddd\"/>\n");
            Text(8, Down(y) + 4, y.ToString("0.000", CultureInfo.InvariantCulture));
            Text(Across(x) - 10, Height - 26, x.ToString("0.##", CultureInfo.InvariantCulture));
        }

        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            var path = string.Join(' ', line.Points.Select(point => Place(Across(point.X), Down(point.Y))));
            svg.Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{Colours[i]}\" stroke-width=\"2\"/>\n");
            Text(Width - Right + 12, Top + 10 + (i * 20), line.Name, Colours[i]);
        }

        return svg.Append("</svg>\n").ToString();

        double Across(double x) => Left + ((x - x0) / Math.Max(x1 - x0, 1e-9) * (Width - Left - Right));
        double Down(double y) => Height - Bottom - ((y - y0) / Math.Max(y1 - y0, 1e-9) * (Height - Top - Bottom));
        string Place(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.0},{y:0.0}");
        void Text(double x, double y, string words, string colour = "black") => svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" fill=\"{colour}\">{SecurityElement.Escape(words)}</text>\n");
    }

    private sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points);
}
