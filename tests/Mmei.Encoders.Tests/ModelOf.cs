using Microsoft.Extensions.Options;
using Mmei.Encoders.Audio;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text;
using Mmei.Encoders.Vision;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Tests;

/// <summary>The encoders' models as the services make them by default.</summary>
internal static class ModelOf
{
    public static ImageModel Image(ModelManifest manifest) => new(
        manifest, new ImageDecoder(new ImageLimits(), TimeProvider.System), new VideoDecoder(
            new VideoLimits(), TimeProvider.System), new CentreSquare(),
        new PreprocessingSlots());

    public static SpeechModel Speech(ModelManifest manifest) => new(
        manifest, new AudioDecoder(new AudioLimits(), TimeProvider.System), Options.Create(new AudioOptions()), new PreprocessingSlots());

    public static TextModel Text(ModelManifest manifest) => new(manifest, Options.Create(new TextOptions()));
}
