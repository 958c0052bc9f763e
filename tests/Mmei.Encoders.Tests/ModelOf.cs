using Microsoft.Extensions.Options;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text;
using Mmei.Encoders.Text.Languages;
using Mmei.Encoders.Vision;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Tests;

/// <summary>The encoders' models as the services make them by default.</summary>
internal static class ModelOf
{
    public static LanguageDetector Languages { get; } = LanguageDetector.Load();

    public static ImageModel Image(ModelManifest manifest) => new(
        manifest, new ImageDecoder(new ImageLimits(), TimeProvider.System), new VideoDecoder(
            new VideoLimits(), TimeProvider.System), new FaceFinder(new OnnxFaceDetector(Artifacts.Model("face-detector"))),
        new PreprocessingSlots());

    /// <summary>But that it takes all of a sound for speech: its parity cases are tones.</summary>
    public static SpeechModel Speech(ModelManifest manifest) => new(
        manifest, new AudioDecoder(new AudioLimits(), TimeProvider.System), new AllSpeech(), Options.Create(new AudioOptions()),
        new PreprocessingSlots());

    public static TextModel Text(ModelManifest manifest) => new(manifest, Languages, Options.Create(new TextOptions()));

    private sealed class AllSpeech : IVoiceDetector
    {
        public VoiceRule Rule { get; } = new(16_000, Window: 1, Threshold: 1, MinWindows: 0, Margin: TimeSpan.Zero);

        public float[] Detect(ReadOnlySpan<float> samples) => [.. Enumerable.Repeat(1f, samples.Length)];
    }
}
