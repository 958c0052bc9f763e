using System.Diagnostics.Metrics;
using System.Reflection;

namespace Mmei.Hosting.Measurement;

/// <summary>Which program this process is, so that a dashboard shows a roll-out and an alert knows what is missing.</summary>
internal static class BuildInfo
{
    private static readonly Meter Meter = new("Mmei.Hosting");

    public static void Publish()
    {
        var program = Assembly.GetEntryAssembly();
        var version = program?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var labels = new KeyValuePair<string, object?>[] { new("service", program?.GetName().Name), new("version", version) };
        Meter.CreateObservableUpDownCounter(
            "mmei.build.info", () => new Measurement<int>(1, labels), "{process}", "1, with the program and its version.");
    }
}
