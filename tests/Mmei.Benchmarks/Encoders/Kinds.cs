using Microsoft.Extensions.Options;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Encoders.Vision;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Benchmarks.Encoders;

internal sealed class PictureKind(ModelManifest manifest, IModel detector, VisionOptions options, TimeProvider time) : IKind<float[]>
{
    private readonly ImageModel _model = new(
        manifest, new ImageDecoder(options.Image, time), new VideoDecoder(options.Video, time),
        new FaceFinder(new OnnxFaceDetector(detector)), new PreprocessingSlots());

    public float[] Prepare(Medium medium) => _model.PrepareAsync(medium.Bytes, default).GetAwaiter().GetResult().Items[0];

    public int Length(float[] part) => 1;

    public int Fill(List<float[]> batch, BareModel model)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].CopyTo(model.Floats.AsSpan(i * batch[i].Length));
        }

        return 1;
    }
}

internal sealed class ClipKind(ModelManifest manifest, AudioOptions options, IVoiceDetector voices, TimeProvider time) : IKind<float[]>
{
    private readonly SpeechModel _model = new(
        manifest, new AudioDecoder(options.Sound, time), voices, Options.Create(options), new PreprocessingSlots());

    /// <summary>The clips are short enough to be one window each.</summary>
    public float[] Prepare(Medium medium) => _model.PrepareAsync(medium.Bytes, default).GetAwaiter().GetResult().Items[0];

    public int Length(float[] part) => part.Length;

    public int Fill(List<float[]> batch, BareModel model)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].CopyTo(model.Floats.AsSpan(i * batch[i].Length));
        }

        return batch[0].Length;
    }
}

internal sealed class SentenceKind(ModelManifest manifest) : IKind<IReadOnlyList<int>>
{
    private readonly TextTokenizer _tokenizer = TextTokenizer.Of(manifest);

    public IReadOnlyList<int> Prepare(Medium medium) => _tokenizer.Encode(medium.Text);

    public int Length(IReadOnlyList<int> part) => part.Count;

    public int Fill(List<IReadOnlyList<int>> batch, BareModel model)
    {
        var longest = batch.Max(part => part.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            for (var j = 0; j < longest; j++)
            {
                var there = j < batch[i].Count;
                model.Integers[0][(i * longest) + j] = there ? batch[i][j] : _tokenizer.PaddingId;
                model.Integers[1][(i * longest) + j] = there ? 1 : 0;
            }
        }

        return longest;
    }
}
