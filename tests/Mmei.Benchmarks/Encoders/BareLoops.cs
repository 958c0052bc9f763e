using Mmei.Contracts.Taxonomy;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Serving;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;

namespace Mmei.Benchmarks.Encoders;

internal static class BareLoops
{
    /// <summary>The bare loop of a modality, on the file, the batch limits and the threads that its service has by default.</summary>
    public static BareLoop Open(Modality modality, string artifacts, Medium[] media, int waiting, TimeProvider time)
    {
        var models = new ModelsOptions();
        switch (modality)
        {
            case Modality.Image:
                var vision = new VisionOptions();
                var image = Manifest(artifacts, models.Image);
                var picture = image.PreprocessingAs<ImagePreprocessing>();
                return Open(
                    image,
                    vision,
                    new PictureKind(image, OnnxModel.Load(Folder(artifacts, models.Face)), vision, time),
                    picture.Width * picture.Height * picture.Mean.Count,
                    media,
                    waiting,
                    time);
            case Modality.Audio:
                var hearing = new AudioOptions();
                var audio = Manifest(artifacts, models.Audio);
                var sound = audio.PreprocessingAs<AudioPreprocessing>();
                var voices = new VoiceDetector(OnnxModel.Load(Folder(artifacts, models.Voice)));
                return Open(
                    audio,
                    hearing,
                    new ClipKind(audio, hearing, voices, time),
                    (int)(sound.MaxSeconds * sound.SampleRate),
                    media,
                    waiting,
                    time);
            default:
                var text = Manifest(artifacts, models.Text);
                return Open(
                    text,
                    new TextOptions(),
                    new SentenceKind(text),
                    text.PreprocessingAs<TextPreprocessing>().MaxTokens,
                    media,
                    waiting,
                    time);
        }
    }

    private static BareLoop<TPart> Open<TPart>(
        ModelManifest manifest, EncoderOptions options, IKind<TPart> kind, int maxLength, Medium[] media, int waiting, TimeProvider time)
    {
        var limits = options.Limits(manifest);
        var models = Enumerable.Range(0, options.ConcurrentRuns)
            .Select(_ => new BareModel(manifest, limits.MaxBatch, maxLength, new ModelsOptions().IntraOpThreads))
            .ToArray();
        return new(models, limits, media, waiting / models.Length, kind, time);
    }

    private static ModelManifest Manifest(string artifacts, string id) => ModelManifest.Load(Folder(artifacts, id));

    private static string Folder(string artifacts, string id) => Path.Combine([artifacts, .. id.Split('@')]);
}
