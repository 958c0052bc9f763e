using Mmei.Hosting.Tenancy;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Mmei.Hosting.Collector;

/// <summary>Tells of each entry whose work it is about, as the lines of the console do; trace and span are there by themselves.</summary>
internal sealed class TenantOfLogs : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (TenantOfWork.Current is { } tenant)
        {
            data.Attributes = [.. data.Attributes ?? [], KeyValuePair.Create<string, object?>("Tenant", tenant)];
        }
    }
}
