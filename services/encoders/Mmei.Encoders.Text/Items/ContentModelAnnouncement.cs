using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Hosting.Background;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Messaging;

namespace Mmei.Encoders.Text.Items;

/// <summary>
/// Tells the catalog which model encodes its items: after a start, and when another version comes into force; each time once more a little
/// later.
/// </summary>
internal sealed class ContentModelAnnouncement : RecurringService
{
    /// <summary>By then it is out what the model of before had taken in, here and in instances that are being replaced.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly IModelSource _source;
    private readonly IBusControl _bus;
    private readonly IMessageSender _sender;
    private readonly IDisposable _watch;
    private string? _told;

    public ContentModelAnnouncement(
        [FromKeyedServices(ModelRole.Content)] IModelSource source, IBusControl bus, IMessageSender sender, TimeProvider time,
        ILogger<ContentModelAnnouncement> logger)
        : base(time, logger)
    {
        (_source, _bus, _sender) = (source, bus, sender);
        _watch = source.OnReplaced(Wake);
    }

    public override void Dispose()
    {
        _watch.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await _bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        using var lease = _source.Acquire();
        var manifest = lease.Model.Manifest;
        var model = manifest.Id;
        await _sender.SendAsync(new ContentModelServed { Model = model, FittedWith = manifest.FittedWith }, cancellationToken);
        var isRepeated = model == _told;
        _told = model;
        return isRepeated ? Timeout.InfiniteTimeSpan : Overlap;
    }
}
