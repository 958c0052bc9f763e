using Qdrant.Client.Grpc;

namespace Mmei.Testing.Qdrant;

/// <summary>A stored point.</summary>
internal sealed record Point(PointId Id, Dictionary<string, Value> Payload, float[] Vector)
{
    /// <summary>Sorts like the id.</summary>
    public string Key => KeyOf(Id);

    public static string KeyOf(PointId id) =>
        id.HasUuid ? id.Uuid : id.Num.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);

    public RetrievedPoint Retrieved(WithPayloadSelector? payload, WithVectorsSelector? vectors)
    {
        var point = new RetrievedPoint { Id = Id, Vectors = Shown(vectors) };
        point.Payload.Add(Shown(payload));
        return point;
    }

    public ScoredPoint Scored(float score, WithPayloadSelector? payload, WithVectorsSelector? vectors)
    {
        var point = new ScoredPoint { Id = Id, Score = score, Vectors = Shown(vectors) };
        point.Payload.Add(Shown(payload));
        return point;
    }

    private Dictionary<string, Value> Shown(WithPayloadSelector? selector) => selector switch
    {
        { Enable: true } => Payload,
        { Include: { } include } => Payload.Where(entry => include.Fields.Contains(entry.Key)).ToDictionary(),
        { Exclude: { } exclude } => Payload.Where(entry => !exclude.Fields.Contains(entry.Key)).ToDictionary(),
        _ => [],
    };

    // Servers up to 1.16 fill the old field, later ones the new one; clients have to read both. The id decides which, so both occur.
    private VectorsOutput? Shown(WithVectorsSelector? selector)
    {
        if (selector is not { Enable: true })
        {
            return null;
        }

        var output = new VectorOutput();
        if (KeyOf(Id)[^1] % 2 == 0)
        {
            output.Dense = new DenseVector { Data = { Vector } };
        }
        else
        {
#pragma warning disable CS0612 // the old field, on purpose
            output.Data.Add(Vector);
#pragma warning restore CS0612
        }

        return new VectorsOutput { Vector = output };
    }
}
