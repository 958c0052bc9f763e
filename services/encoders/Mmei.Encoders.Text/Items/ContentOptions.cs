using Mmei.Encoders.Batching;
using Mmei.Encoders.Serving;

namespace Mmei.Encoders.Text.Items;

/// <summary>
/// Section <c>Encoders:Content</c>. Its batches run while nobody waits for anything, and are small, to be over when somebody does.
/// </summary>
internal sealed class ContentOptions : EncoderOptions
{
    public const string Section = "Encoders:Content";

    public ContentOptions()
    {
        MaxBatch = 8;
        QueueCapacity = 16;
        ConcurrentRuns = 1;
    }

    public override Priority Priority => Priority.Bulk;

    /// <summary>No more than there is room for: items wait on the bus, and none is refused.</summary>
    public override int Prefetch => QueueCapacity;
}
