using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mmei.Hosting.Logging;

internal static class ServiceLogs
{
    /// <summary>The quiet defaults; any configuration source of the service overrides them.</summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",

        // HealthLog says what changes; this would say at every probe what has not.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",

        // A credential that is refused is an answer to a client, not news for an operator; it is counted.
        ["Logging:LogLevel:Mmei.Gateway.Auth"] = "Warning",
    };

    public static void AddServiceLogs(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
            return;
        }

        // The line itself tells trace and span.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName)
            .AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>(console => console.IncludeScopes = true);
    }
}
