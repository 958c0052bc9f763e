using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>Makes the messages of observations: of every size that the platform's have, and the same each time.</summary>
internal sealed class Observation
{
    private const string Tenant = "bench";
    private const int Width = 256;

    private readonly byte[] _image;
    private readonly byte[] _audio;
    private readonly EncodedTensor _tokens;
    private readonly Topology _topology;
    private readonly Uri _replyAddress;

    public Observation(PipelineSettings settings, Topology topology, Uri replyAddress)
    {
        var random = new Random(settings.Seed);
        (_image, _audio) = (new byte[settings.ImageBytes], new byte[settings.AudioBytes]);
        random.NextBytes(_image);
        random.NextBytes(_audio);
        var tokens = Enumerable.Range(0, settings.Tokens * Width).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        _tokens = TensorCodec.Pack(tokens, settings.Tokens, Width);
        (_topology, _replyAddress) = (topology, replyAddress);
    }

    public OpenObservation Ticket(Guid id, TimeSpan budget) => new()
    {
        ObservationId = id,
        TenantId = Tenant,
        UserId = "somebody",
        BudgetMs = (int)budget.TotalMilliseconds,
        Expected = [Modality.Image, Modality.Audio, Modality.Text],
        Options = new RecommendationOptions(),
        ReplyAddress = _replyAddress,
    };

    public EncodeImage Image(Guid id, TimeSpan budget) =>
        new() { ObservationId = id, TenantId = Tenant, Shard = ShardOf(id), BudgetMs = (int)budget.TotalMilliseconds, Media = _image };

    public EncodeAudio Audio(Guid id, TimeSpan budget) =>
        new() { ObservationId = id, TenantId = Tenant, Shard = ShardOf(id), BudgetMs = (int)budget.TotalMilliseconds, Media = _audio };

    public EncodeText Text(Guid id, TimeSpan budget) => new()
    {
        ObservationId = id,
        TenantId = Tenant,
        Shard = ShardOf(id),
        BudgetMs = (int)budget.TotalMilliseconds,
        Text = "what a day, I just need to unwind",
    };

    public ModalityEncoded Part(Guid id, Modality modality) => new()
    {
        ObservationId = id,
        TenantId = Tenant,
        Modality = modality,
        Tokens = _tokens,
        Model = "instant@1",
        Timings = new EncodeTimings { PreprocessMs = 0, QueueMs = 0, InferMs = 0, TotalMs = 0 },
    };

    public int ShardOf(Guid id) => _topology.ShardOf(id);
}
