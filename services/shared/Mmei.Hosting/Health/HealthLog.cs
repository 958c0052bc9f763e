using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Mmei.Hosting.Health;

/// <summary>Tells an operator when a check changes and why; the framework would say it at each probe, as an error.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _known = new(StringComparer.Ordinal);

    public void Observe(HealthReport report)
    {
        foreach (var (check, entry) in report.Entries)
        {
            var isNew = !_known.TryGetValue(check, out var before);
            if (isNew || before != entry.Status)
            {
                _known[check] = entry.Status;
                Tell(check, entry, isNew);
            }
        }
    }

    private void Tell(string check, HealthReportEntry entry, bool isNew)
    {
        if (entry.Status == HealthStatus.Healthy)
        {
            if (!isNew)
            {
                Recovered(check);
            }

            return;
        }

        // What is not healthy at the first look has not come up yet.
        var reason = entry.Description ?? entry.Exception?.Message ?? "no reason given";
        Changed(isNew ? LogLevel.Information : LogLevel.Warning, check, entry.Status, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Health check {Check} is healthy again")]
    private partial void Recovered(string check);

    [LoggerMessage(Message = "Health check {Check} is {Status}: {Reason}")]
    private partial void Changed(LogLevel level, string check, HealthStatus status, string reason);
}
