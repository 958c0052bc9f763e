using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text.Items;

/// <summary>How one version of the content model takes the metadata of an item.</summary>
internal sealed class ContentModel(ModelManifest manifest) : EncoderModel<EncodeItem, IReadOnlyList<int>, ContentEncoding>
{
    private readonly TextTokenizer _tokenizer = TextTokenizer.Of(manifest);
    private readonly MeaningOutput? _meaning = MeaningOutput.Of(manifest, "meaning");

    public override IReadOnlyList<int> Largest => _tokenizer.Largest;

    public override int Length(IReadOnlyList<int> item) => item.Count;

    public override Task<Prepared<IReadOnlyList<int>>> PrepareAsync(EncodeItem input, CancellationToken cancellationToken) =>
        Task.FromResult(new Prepared<IReadOnlyList<int>>(
            [_tokenizer.Encode($"{input.Title}. {input.Description} {string.Join(", ", input.Tags)}")]));

    public override void Fill(IReadOnlyList<IReadOnlyList<int>> items, IModelBuffers buffers) => _tokenizer.Fill(items, buffers);

    public override ContentEncoding Read(ModelOutputs outputs, int index, int count)
    {
        var embedding = Row(outputs, "embedding", index);
        return new ContentEncoding(
            TensorCodec.Pack(embedding, 1, embedding.Length),
            _meaning?.Read(outputs, index, least: 0),
            Doubles(Row(outputs, "emotion_profile", index)),
            Doubles(Row(outputs, "intent_profile", index)));
    }

    private static ReadOnlySpan<float> Row(ModelOutputs outputs, string name, int row)
    {
        var tensor = outputs.Floats(name);
        var columns = tensor.Shape[1];
        return tensor.Values.Span.Slice(row * columns, columns);
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => (double)v);
}
