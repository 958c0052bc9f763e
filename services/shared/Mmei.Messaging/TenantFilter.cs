using MassTransit;
using Mmei.Hosting.Tenancy;

namespace Mmei.Messaging;

/// <summary>Tells logs and traces whose message is being consumed, where the message says it.</summary>
internal sealed class TenantFilter<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    private static readonly Func<T, string>? TenantOf =
        typeof(T).GetProperty("TenantId") is { PropertyType: var type, GetMethod: { } get } && type == typeof(string)
            ? get.CreateDelegate<Func<T, string>>()
            : null;

    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        Tell(context.Message);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("tenant");

    internal static void Tell(T message)
    {
        if (TenantOf?.Invoke(message) is { } tenant)
        {
            TenantOfWork.Tell(tenant);
        }
    }
}
