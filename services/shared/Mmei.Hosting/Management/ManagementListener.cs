using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Management;

/// <summary>
/// Opens the management port beside the addresses of the service, on the network of the first of them: a service that listens on loopback
/// stays there. The server knows its addresses when start-up filters run, and not before.
/// </summary>
internal sealed class ManagementListener(ManagementPort management) : IStartupFilter
{
    private const string DefaultAddress = "http://localhost:5000";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (management.Number is { } port)
        {
            Listen(app.ServerFeatures.GetRequiredFeature<IServerAddressesFeature>().Addresses, port);
        }

        next(app);
    };

    private static void Listen(ICollection<string> addresses, int port)
    {
        if (addresses.Count == 0)
        {
            addresses.Add(DefaultAddress);
        }

        var known = addresses.Select(BindingAddress.Parse).ToArray();
        if (known.FirstOrDefault(address => address.Port == port) is { } same)
        {
            throw new OptionsValidationException(
                HostingOptions.Section,
                typeof(HostingOptions),
                [$"Hosting:ManagementPort must not be {port}, the port of {same.Scheme}://{same.Host}:{port}, where clients are served."]);
        }

        addresses.Add($"http://{known[0].Host}:{port}");
    }
}
