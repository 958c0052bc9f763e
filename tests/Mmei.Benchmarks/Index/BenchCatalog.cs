using System.Globalization;
using System.Text;
using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Learning;

namespace Mmei.Benchmarks.Index;

/// <summary>A catalog, what a content model would say of it, and what people did with it; all of it follows from a seed.</summary>
internal sealed class BenchCatalog(int items, int seed)
{
    public const string Person = "ann";
    private const int Rated = 50;
    private const int Voted = 1000;
    private readonly string[] _kinds = [.. Enum.GetNames<ContentKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>As an import of NDJSON.</summary>
    public string ToNdjson()
    {
        var lines = new StringBuilder();
        for (var item = 0; item < items; item++)
        {
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""{"id":"i{{item}}","kind":"{{_kinds[item % _kinds.Length]}}","title":"Title {{item}}","description":"What item {{item}} is about.","tags":["a{{item % 10}}","b{{item % 100}}"],"creator":"c{{item % 5000}}"}""").Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>The encodings of items, in batches.</summary>
    public IEnumerable<IReadOnlyList<ItemEncoded>> Encodings(int batch)
    {
        foreach (var chunk in Enumerable.Range(0, items).Chunk(batch))
        {
            var contents = RandomVectors.Of(chunk.Length, seed + chunk[0]);
            var meanings = RandomVectors.Of(chunk.Length, seed + chunk[0] + 1, MeaningSpace.Dimension);
            yield return [.. chunk.Select((item, row) => Encoding(item, contents, meanings, row))];
        }
    }

    public IEnumerable<RewardAssigned> Rewards(DateTimeOffset now) => Some(Rated).Select(item => new RewardAssigned
    {
        TenantId = VectorCase.Tenant,
        UserId = Person,
        DecisionId = new Guid(item, 0, 0, new byte[8]),
        ItemId = $"i{item}",
        Reward = item % 10 / 10.0,
        Revision = 1,
        Disliked = item % 10 == 0,
        At = now,
    });

    public IEnumerable<VotesCounted> Votes(DateTimeOffset now) => Some(Voted).Select(item => new VotesCounted
    {
        TenantId = VectorCase.Tenant,
        ItemId = $"i{item}",
        Week = Weeks.Of(now),
        For = item % 7,
        Against = item % 3,
        Felt = 0,
        Worse = 0,
        Revision = 1,
    });

    /// <param name="number">Tells it from others.</param>
    /// <param name="said">Something was asked for in words.</param>
    /// <param name="now">Names it.</param>
    public static ObservationFused Observation(int number, bool said, DateTimeOffset now) => new()
    {
        ObservationId = Guid.CreateVersion7(now),
        TenantId = VectorCase.Tenant,
        UserId = Person,
        Perception = new Perception
        {
            Emotion = Peak(7, number % 7),
            Intent = Peak(5, number % 5),
            Confidence = 0.8,
            Modalities = [new ModalityResult { Modality = Modality.Text, Status = ModalityStatus.Used, Weight = 1, Model = "text-bert@1" }],
            Degraded = false,
            Model = "mmei@1",
            JoinMs = 0,
            FusionMs = 0,
        },
        Fused = TensorCodec.Pack(RandomVectors.Of(1, -1 - number), 1, IndexSettings.Dimension),
        Wish = said
            ? TensorCodec.Pack(RandomVectors.Of(1, -1 - number, MeaningSpace.Dimension), 1, MeaningSpace.Dimension)
            : null,
        Options = new RecommendationOptions(),
        ReplyAddress = new Uri("exchange:nobody"),
    };

    private IEnumerable<int> Some(int most) => Enumerable.Range(0, Math.Min(most, items));

    private static ItemEncoded Encoding(int item, float[] contents, float[] meanings, int row) => new()
    {
        TenantId = VectorCase.Tenant,
        ItemId = $"i{item}",
        Revision = 1,
        Embedding = TensorCodec.Pack(RandomVectors.Row(contents, row), 1, IndexSettings.Dimension),
        Meaning = TensorCodec.Pack(RandomVectors.Row(meanings, row, MeaningSpace.Dimension), 1, MeaningSpace.Dimension),
        EmotionProfile = Peak(7, item % 7),
        IntentProfile = Peak(5, item % 5),
        Model = "content-bert@1",
    };

    private static double[] Peak(int length, int at) => [.. Enumerable.Range(0, length).Select(i => i == at ? 0.7 : 0.3 / (length - 1))];
}
