using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Management;

/// <summary>
/// Tells what operators may ask from what clients may. The port that a connection came in on decides, not the Host header, which is the
/// client's to write.
/// </summary>
internal sealed class ManagementPort(IOptions<HostingOptions> options)
{
    public int? Number => options.Value.ManagementPort;

    /// <summary>Whether the request came in where operators ask; without a port of their own, that is anywhere.</summary>
    public bool Serves(HttpContext context) => Number is not { } port || context.Connection.LocalPort == port;

    /// <summary>Why the request is not answered on the port that it came in on; null where it is.</summary>
    public string? Refusal(HttpContext context)
    {
        if (Number is not { } port)
        {
            return null;
        }

        var whom = context.GetEndpoint()?.Metadata.GetMetadata<ServedTo>();
        return Serves(context)
            ? whom is null ? $"Port {port} serves health and metrics alone." : null
            : whom == ServedTo.Operators ? "This is served on the management port, not on that of clients." : null;
    }
}
