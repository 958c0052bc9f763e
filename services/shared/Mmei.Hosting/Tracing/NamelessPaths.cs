using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Mmei.Hosting.Tracing;

/// <summary>
/// Takes the person's id out of the addresses of spans: a collector keeps them for as long as it likes, and nobody erases there.
/// </summary>
internal sealed partial class NamelessPaths : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.full"];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var address in Addresses)
        {
            if (data.GetTagItem(address) is string text)
            {
                data.SetTag(address, Person().Replace(text, "{id}"));
            }
        }
    }

    [GeneratedRegex("(?<=/v1/users/)[^/?]+")]
    private static partial Regex Person();
}
