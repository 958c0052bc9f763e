using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Mmei.Messaging;

/// <summary>Who the service is to the broker, asked for at each connection: a password may change between two of them.</summary>
internal sealed class BrokerCredentials(IOptions<BusOptions> options) : ICredentialsProvider
{
    public string Name => BusOptions.Section;

    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
    {
        var bus = options.Value;
        return Task.FromResult(new Credentials(Name, bus.Username, bus.Password, validUntil: null));
    }
}
