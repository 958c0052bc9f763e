using Microsoft.Extensions.Options;
using Mmei.Contracts.Media;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

/// <summary>How one version of the audio model takes a sound: short ones whole, long ones window by window.</summary>
internal sealed class SpeechModel(
    ModelManifest manifest, AudioDecoder decoder, IVoiceDetector voices, IOptions<AudioOptions> options, PreprocessingSlots slots)
    : EncoderModel<EncodeAudio, float[], ModalityEncoding>
{
    private readonly EmotionOutput? _emotion = EmotionOutput.Of(manifest);
    private readonly AudioPreprocessing _spec = manifest.PreprocessingAs<AudioPreprocessing>();
    private readonly double _heardSeconds = options.Value.HeardSeconds;

    public override float[] Largest => new float[(int)(_spec.MaxSeconds * _spec.SampleRate)];

    public override int Length(float[] item) => item.Length;

    public override Task<Prepared<float[]>> PrepareAsync(EncodeAudio input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => PrepareAsync(input.Media, cancellationToken), cancellationToken);

    /// <summary>The windows of samples that the model was trained on, and how fit what was heard is.</summary>
    /// <exception cref="MediaRejectedException">Not a sound that is read here, broken, without speech, or over a limit.</exception>
    public async Task<Prepared<float[]>> PrepareAsync(byte[] media, CancellationToken cancellationToken)
    {
        var sound = await decoder.DecodeAsync(MediaFile.Of(media), _heardSeconds, cancellationToken);
        var window = new SpeechWindow(_spec.SampleRate, _spec.MinSeconds, _spec.MaxSeconds);
        var speech = Speech.Windows(sound, window, _heardSeconds, voices);
        return new Prepared<float[]>(speech.Windows, speech.Quality);
    }

    /// <summary>Items of one batch are of one length.</summary>
    public override void Fill(IReadOnlyList<float[]> items, IModelBuffers buffers)
    {
        var length = items[0].Length;
        var samples = buffers.Floats("input_values", items.Count, length);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].CopyTo(samples.Slice(i * length, length));
        }
    }

    public override ModalityEncoding Read(ModelOutputs outputs, int index, int count) =>
        new(TokenOutputs.Pack(outputs, index, count), _emotion?.Read(outputs, index));

    public override ModalityEncoding Mean(IReadOnlyList<ModalityEncoding> results) => ModalityEncoding.Mean(results);
}
