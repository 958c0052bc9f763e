namespace Mmei.Encoders.Text;

/// <summary>Section <c>Encoders:Content</c>. Small batches: a run of the bulk lane must not keep the cores from what people wait for.</summary>
internal sealed class ContentOptions : EncoderOptions
{
    public const string Section = "Encoders:Content";

    public ContentOptions()
    {
        MaxBatch = 8;
        Concurrency = 16;
    }
}
