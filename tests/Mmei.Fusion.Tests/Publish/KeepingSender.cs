using Mmei.Hosting.Tenancy;
using Mmei.Messaging;

namespace Mmei.Fusion.Tests.Publish;

/// <summary>Keeps what is sent and replied, and whose work it was.</summary>
internal sealed class KeepingSender : IMessageSender
{
    public List<object> Sent { get; } = [];

    public string? Tenant { get; private set; }

    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : class => Keep(message);

    public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
        where T : class => Keep(message);

    public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    private Task Keep(object message)
    {
        Sent.Add(message);
        Tenant = TenantOfWork.Current;
        return Task.CompletedTask;
    }
}
