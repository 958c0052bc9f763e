using Mmei.Encoders.Audio;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Encoders.Vision;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Benchmarks.Encoders;

internal sealed class PictureKind(ImagePreprocessing spec, VisionOptions options, TimeProvider time) : IKind<float[]>
{
    private readonly ImagePreprocessor _preprocessor = new(
        spec, new ImageDecoder(options.ImageLimits, time), new VideoDecoder(options.VideoLimits, time), new CentreSquare());

    public float[] Prepare(Medium medium) => _preprocessor.PrepareAsync(medium.Bytes, default).GetAwaiter().GetResult().Parts[0];

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

internal sealed class ClipKind(AudioPreprocessing spec, AudioOptions options, TimeProvider time) : IKind<float[]>
{
    private readonly AudioPreprocessor _preprocessor = new(spec, options.HeardSeconds, new AudioDecoder(options.AudioLimits, time));

    /// <summary>The clips are short enough to be one part each.</summary>
    public float[] Prepare(Medium medium) => _preprocessor.PrepareAsync(medium.Bytes, default).GetAwaiter().GetResult().Parts[0];

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
    private readonly ModelTokenizer _tokenizer = new(manifest);

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
